using Triage.Grains.Invoices;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Lifecycle;

/// <summary>One report from its message to its grain's answer: the same for a call and for an item of a stream.</summary>
internal sealed class Reporting(IInvoiceDirectory invoices, ReportReading reading)
{
    public async Task<(Proto.ReportResponse Response, bool IsReplay)> ReportAsync(
        Proto.ReportRequest? request, Identity identity, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var key = RequestReading.Key(identity, request?.InvoiceId ?? "", violations);
        var report = reading.Read(request?.Report, violations);
        violations.ThrowIfAny();
        var result = await invoices.Get(key).ReportAsync(new ReportCommand(report, identity.Caller), cancellationToken);
        var state = result.StateOrThrow();
        var response = new Proto.ReportResponse
        {
            InvoiceId = key.InvoiceId,
            Standing = (Proto.ReportStanding)(state.Reports.StandingOf(report.Name) ?? throw new InvalidOperationException("A report that was taken stands nowhere.")),
            InvoiceStatus = (Proto.InvoiceStatus)state.Status,
            CodingStatus = (Proto.CodingStatus)state.Coding,
            PaymentStatus = (Proto.PaymentStatus)state.Payment,
        };
        return (response, result.IsReplay);
    }
}
