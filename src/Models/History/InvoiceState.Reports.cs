using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>What other systems say: how it moves the statuses, and who waits for what afterwards.</summary>
public sealed partial record InvoiceState
{
    /// <summary>A report with what the invoice makes of its reference when it comes.</summary>
    public StatusReport AsHeard(StatusReport report) => report is { Reference: { } reference, Value: { } value }
        ? report with
        {
            AsReference = Invoice.Get(reference) switch
            {
                null => ReportStanding.Applied,
                var present when present == value => ReportStanding.Agreed,
                _ => ReportStanding.Contradictory,
            },
        }
        : report;

    private InvoiceState Hear(StatusReported reported)
    {
        var (moved, report) = (Move(reported, Status), reported.Report);
        if (Reports.StandingOf(report.Name) is not null)
        {
            return moved;
        }

        var spoke = report.Fact.StatusOf() is StatusKind.Invoice or StatusKind.Payment;
        moved = moved with
        {
            Reports = Reports with
            {
                Entries = Reports.Entries.Add(new(report, report.AsReference ?? ReportStanding.Kept)),
                HeardAtMicros = spoke ? reported.AtMicros : Reports.HeardAtMicros,
                HostFellSilent = Reports.HostFellSilent && !spoke,
            },
        };
        if (report is not { AsReference: ReportStanding.Applied, Reference: { } reference, Value: { } value })
        {
            return moved.Settle(reported);
        }

        // As when the host provides it: judged again while it still matters whether the invoice may pass.
        moved = moved with { Invoice = Invoice.With(reference, value) };
        return PendingCause is null && InvoiceTransitions.Table.Allows(Status, InvoiceEventType.ReferenceProvided)
            ? moved.Due(reported, TriageCause.ReferenceProvided, reported.Request)
            : moved.Settle(reported);
    }

    /// <summary>After an event: reads the reports anew, and has it judged where a verdict does not know what they say now.</summary>
    private InvoiceState Settle(InvoiceEvent happened)
    {
        var settled = this;
        if (!Reports.Entries.IsEmpty)
        {
            var (statuses, reports) = ReportSettlement.Of(Reports, Status, Invoice.Currency);
            settled = this with { Status = statuses.Invoice, Coding = statuses.Coding, Payment = statuses.Payment, Reports = reports };
        }

        if (settled.PendingCause is not null)
        {
            return settled;
        }

        return settled.Verdict is not null && !settled.Concerns.SequenceEqual(settled.Reports.Judged)
            ? settled.Due(happened, TriageCause.StatusReported, happened is StatusReported ? happened.Request : null)
            : settled.Wait(happened);
    }

    private InvoiceState Wait(InvoiceEvent happened)
    {
        if (Status == InvoiceStatus.InReview || (InvoiceTransitions.IsPastPassing(Status) && !Concerns.IsEmpty))
        {
            // A question that is asked stays as it is until it is judged anew.
            return ReviewSeq is not null ? this : this with { Waiting = new(WaitingKind.Review, happened.AtMicros), ReviewSeq = Seq };
        }

        return this with
        {
            ReviewSeq = null,
            Waiting = Verdict switch
            {
                { Hold: { } hold } when Status == InvoiceStatus.OnHold => new(WaitingKind.Hold, hold.UntilMicros),
                _ when InvoiceTransitions.IsOpen(Status) => new(WaitingKind.Host, HostWait.UntilMicros(
                    Statuses, Reports, Math.Max(Reports.HeardAtMicros ?? 0, Verdict?.JudgedAtMicros ?? 0), HostWindowMicros, Invoice.DueDate)),
                _ => Waiting.Nothing,
            },
        };
    }
}
