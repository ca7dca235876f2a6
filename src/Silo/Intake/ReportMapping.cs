using Triage.Models.Lifecycle;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>Reports as history and records show them. Reading them is the door's part, in Lifecycle.</summary>
internal static class ReportMapping
{
    public static Proto.StandingReport ToProto(this ReportEntry entry) => new() { Report = entry.Report.ToProto(), Standing = (Proto.ReportStanding)entry.Standing };

    public static Proto.StatusReport ToProto(this StatusReport report)
    {
        var proto = new Proto.StatusReport { Source = report.Source, EventId = report.EventId, OccurredAt = Times.ToProto(report.OccurredAtMicros) };
        var text = report.Text ?? "";
        switch (report.Fact)
        {
            case ReportedFact.Posted:
                proto.Posted = new Proto.Posted { DocumentNumber = report.Document ?? "" };
                break;
            case ReportedFact.ErpRejected:
                proto.ErpRejected = new Proto.ErpRejected { Code = report.Code ?? "", Text = text };
                break;
            case ReportedFact.Recalled:
                proto.Recalled = new Proto.Recalled { Text = text };
                break;
            case ReportedFact.Closed:
                proto.Closed = new Proto.Closed { Text = text };
                break;
            case ReportedFact.Cancelled:
                proto.Cancelled = new Proto.CancelledElsewhere { Text = text };
                break;
            case ReportedFact.Scheduled:
                proto.Scheduled = new Proto.PaymentScheduled { PaymentDate = InvoiceMapping.ToProto(report.Date) };
                break;
            case ReportedFact.PartPaid:
                proto.PartPaid = Made(report);
                break;
            case ReportedFact.Paid:
                proto.Paid = Made(report);
                break;
            case ReportedFact.PaymentFailed:
                proto.PaymentFailed = Undone(report);
                break;
            case ReportedFact.PaymentReversed:
                proto.PaymentReversed = Undone(report);
                break;
            case ReportedFact.PaymentReady:
                proto.PaymentReady = new Proto.PaymentReady();
                break;
            case ReportedFact.Reconciled:
                proto.Reconciled = new Proto.Reconciled();
                break;
            case ReportedFact.ReferenceProvided:
                proto.ReferenceProvided = new Proto.ReferenceFound { Reference = (Proto.Reference)(report.Reference ?? 0), Value = report.Value ?? "" };
                break;
            case ReportedFact.CodingSuggested:
                proto.CodingSuggested = new Proto.CodingSuggested();
                break;
            case ReportedFact.CodingQueried:
                proto.CodingQueried = new Proto.CodingQueried { Text = text };
                break;
            case ReportedFact.CodingConfirmed:
                proto.CodingConfirmed = new Proto.CodingConfirmed();
                break;
            case ReportedFact.Recoded:
                proto.Recoded = new Proto.Recoded();
                break;
            default:
                throw new InvalidOperationException($"The contract has no fact {report.Fact}.");
        }

        return proto;
    }

    private static Proto.PaymentMade Made(StatusReport report)
    {
        var proto = new Proto.PaymentMade { Currency = report.Currency ?? "", PaymentDate = InvoiceMapping.ToProto(report.Date), PaymentRef = report.PaymentRef ?? "" };
        if (report.AmountMinor is { } amount)
        {
            proto.AmountMinor = amount;
        }

        return proto;
    }

    private static Proto.PaymentUndone Undone(StatusReport report) => new() { Code = report.Code ?? "", PaymentRef = report.PaymentRef ?? "", Text = report.Text ?? "" };
}
