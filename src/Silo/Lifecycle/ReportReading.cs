using Triage.Models.Clock;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Fact = Triage.Protos.V1.StatusReport.FactOneofCase;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Lifecycle;

/// <summary>A report from its message. Whether it fits the invoice is not asked here: that is never the source's mistake.</summary>
internal sealed class ReportReading(TimeProvider time)
{
    /// <summary>Clocks of other systems run ahead, but not by more: a time in the future would be read as the last word for ever.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromDays(1);

    private const int SourceMax = 64;
    private const int TextMax = 1000;

    /// <summary>Of use only where no violation was noted.</summary>
    public StatusReport Read(Proto.StatusReport? proto, Violations violations)
    {
        var fields = new Fields(violations, "report");
        if (proto is null)
        {
            violations.Add("report", "must be given");
            proto = new Proto.StatusReport();
        }

        var report = new StatusReport
        {
            Source = Source(fields, proto.Source),
            EventId = fields.RequiredIdentifier("event_id", proto.EventId),
            OccurredAtMicros = OccurredAt(fields, proto),
            Fact = default,
        };
        return WithFact(report, proto, fields, violations);
    }

    private static StatusReport WithFact(StatusReport report, Proto.StatusReport proto, Fields fields, Violations violations)
    {
        Fields Of(string fact) => new(violations, $"report.{fact}");
        return proto.FactCase switch
        {
            Fact.Posted => report with { Fact = ReportedFact.Posted, Document = Of("posted").RequiredIdentifier("document_number", proto.Posted.DocumentNumber) },
            Fact.ErpRejected => report with
            {
                Fact = ReportedFact.ErpRejected,
                Code = Of("erp_rejected").RequiredIdentifier("code", proto.ErpRejected.Code),
                Text = Of("erp_rejected").Text("text", proto.ErpRejected.Text, TextMax),
            },
            Fact.Recalled => report with { Fact = ReportedFact.Recalled, Text = Of("recalled").Text("text", proto.Recalled.Text, TextMax) },
            Fact.Closed => report with { Fact = ReportedFact.Closed, Text = Of("closed").Text("text", proto.Closed.Text, TextMax) },
            Fact.Cancelled => report with { Fact = ReportedFact.Cancelled, Text = Of("cancelled").Text("text", proto.Cancelled.Text, TextMax) },
            Fact.Scheduled => report with { Fact = ReportedFact.Scheduled, Date = RequiredDate(Of("scheduled"), proto.Scheduled.PaymentDate) },
            Fact.PartPaid => Made(report, ReportedFact.PartPaid, proto.PartPaid, Of("part_paid")),
            Fact.Paid => Made(report, ReportedFact.Paid, proto.Paid, Of("paid")),
            Fact.PaymentFailed => Undone(report, ReportedFact.PaymentFailed, proto.PaymentFailed, Of("payment_failed")),
            Fact.PaymentReversed => Undone(report, ReportedFact.PaymentReversed, proto.PaymentReversed, Of("payment_reversed")),
            Fact.PaymentReady => report with { Fact = ReportedFact.PaymentReady },
            Fact.Reconciled => report with { Fact = ReportedFact.Reconciled },
            Fact.ReferenceProvided => report with
            {
                Fact = ReportedFact.ReferenceProvided,
                Reference = Of("reference_provided").Choice<Reference>("reference", (int)proto.ReferenceProvided.Reference),
                Value = Of("reference_provided").RequiredIdentifier("value", proto.ReferenceProvided.Value),
            },
            Fact.CodingSuggested => report with { Fact = ReportedFact.CodingSuggested },
            Fact.CodingQueried => report with { Fact = ReportedFact.CodingQueried, Text = Of("coding_queried").Text("text", proto.CodingQueried.Text, TextMax) },
            Fact.CodingConfirmed => report with { Fact = ReportedFact.CodingConfirmed },
            Fact.Recoded => report with { Fact = ReportedFact.Recoded },
            _ => WithoutFact(report, fields),
        };
    }

    private static StatusReport WithoutFact(StatusReport report, Fields fields)
    {
        fields.Refuse("fact", "must say what happened: one of the facts that this version knows");
        return report;
    }

    private static StatusReport Made(StatusReport report, ReportedFact fact, Proto.PaymentMade made, Fields fields)
    {
        if (made.HasAmountMinor && made.AmountMinor < 0)
        {
            fields.Refuse("amount_minor", "must not be negative: money that came back is payment_reversed");
        }

        if (made.Currency.Length > 0 && Currency.ExponentOf(made.Currency) is null)
        {
            fields.Refuse("currency", "must be a currency code of ISO 4217 in upper case");
        }

        return report with
        {
            Fact = fact,
            AmountMinor = made.HasAmountMinor ? fields.Amount("amount_minor", made.AmountMinor) : null,
            Currency = made.Currency.Length == 0 ? null : made.Currency,
            Date = fields.Date("payment_date", made.PaymentDate),
            PaymentRef = fields.Identifier("payment_ref", made.PaymentRef),
        };
    }

    private static StatusReport Undone(StatusReport report, ReportedFact fact, Proto.PaymentUndone undone, Fields fields) => report with
    {
        Fact = fact,
        Code = fields.Identifier("code", undone.Code),
        PaymentRef = fields.Identifier("payment_ref", undone.PaymentRef),
        Text = fields.Text("text", undone.Text, TextMax),
    };

    private static DateOnly? RequiredDate(Fields fields, string value)
    {
        if (value.Length == 0)
        {
            fields.Refuse("payment_date", "must be given");
        }

        return fields.Date("payment_date", value);
    }

    private static string Source(Fields fields, string value)
    {
        if (value.Length is 0 or > SourceMax || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            fields.Refuse("source", "must have 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }

        return value;
    }

    private long OccurredAt(Fields fields, Proto.StatusReport proto)
    {
        if (proto.OccurredAt is null)
        {
            fields.Refuse("occurred_at", "must be given");
            return 0;
        }

        var micros = Times.ToMicros(proto.OccurredAt, fields, "occurred_at");
        if (micros > StoreTime.ToMicros(time.GetUtcNow() + AheadMax))
        {
            fields.Refuse("occurred_at", "lies more than a day ahead of the service's clock");
        }

        return micros;
    }
}
