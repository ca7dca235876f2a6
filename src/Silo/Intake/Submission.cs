using Triage.Grains.Invoices;
using Triage.Models.Intake;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Limits;
using Triage.Silo.Telemetry;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>One invoice from its message to its grain's answer: the same for a call, an item of a stream and an amendment.</summary>
internal sealed class Submission(IInvoiceDirectory invoices, LimitsTable limits, EdgeMetrics metrics)
{
    public const int IdempotencyKeyMax = 255;

    public Task<SubmitAnswer> SubmitAsync(Proto.SubmitRequest? request, Identity identity, CancellationToken cancellationToken)
    {
        CheckLines(request?.Invoice, identity);
        var (key, command) = Read(request, identity);
        return SendAsync(key, command, cancellationToken);
    }

    public Task<SubmitAnswer> AmendAsync(Proto.AmendRequest request, Identity identity, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        CheckLines(request.Invoice, identity);
        var corrected = RequestReading.Key(identity, request.InvoiceId, violations);
        var (invoice, wait) = Read(request.IdempotencyKey, request.Invoice, request.Wait, violations);
        if (invoice is { SourceSystem.Length: > 0, SourceInvoiceId.Length: > 0 } && KeyOf(identity, invoice) == corrected)
        {
            violations.Add("invoice.source_invoice_id", "must differ from the id of the invoice that is corrected");
        }

        violations.ThrowIfAny();
        RequireFacility(identity, invoice);
        var command = new SubmitCommand(new RequestKey("Amend", request.IdempotencyKey), invoice, identity.Caller, wait, corrected.Path);
        return SendAsync(KeyOf(identity, invoice), command, cancellationToken);
    }

    /// <summary>Whose invoice it is and what its grain is asked; what is wrong with the request is thrown as the answer.</summary>
    public static (InvoiceKey Key, SubmitCommand Command) Read(Proto.SubmitRequest? request, Identity identity)
    {
        var violations = new Violations();
        request ??= new Proto.SubmitRequest();
        var (invoice, wait) = Read(request.IdempotencyKey, request.Invoice, request.Wait, violations);
        violations.ThrowIfAny();
        RequireFacility(identity, invoice);
        return (KeyOf(identity, invoice), new SubmitCommand(new RequestKey("Submit", request.IdempotencyKey), invoice, identity.Caller, wait));
    }

    /// <summary>The contract's own limit is a rule of the message; a tenant's smaller one is a quota.</summary>
    private void CheckLines(Proto.Invoice? invoice, Identity identity)
    {
        if (invoice?.Lines.Count is { } count and <= LineMapping.LinesMax && count > limits.Of(identity.Tenant).LinesMax)
        {
            metrics.OnRefused(LimitKind.Lines);
            throw LimitErrors.TooLarge("Limits:LinesMax", "The invoice has more lines than the tenant's invoices may have");
        }
    }

    private static (Invoice Invoice, bool Wait) Read(string idempotencyKey, Proto.Invoice? invoice, Proto.Wait wait, Violations violations)
    {
        var fields = new Fields(violations);
        fields.RequiredIdentifier("idempotency_key", idempotencyKey, IdempotencyKeyMax);
        if (wait is not (Proto.Wait.Received or Proto.Wait.Verdict))
        {
            fields.Refuse("wait", wait == Proto.Wait.Unspecified ? "must be given" : "is not a value of this enumeration");
        }

        return (invoice.ToDomain(violations), wait == Proto.Wait.Verdict);
    }

    private async Task<SubmitAnswer> SendAsync(InvoiceKey key, SubmitCommand command, CancellationToken cancellationToken)
    {
        var result = await invoices.Get(key).SubmitAsync(command, cancellationToken);
        return new(result.StateOrThrow().ToSubmitResponse(key), result.IsReplay);
    }

    private static void RequireFacility(Identity identity, Invoice invoice)
    {
        if (!identity.Caller.MaySee(invoice.Facility))
        {
            throw RpcErrors.PermissionDenied(ErrorReason.FacilityNotAllowed, "The token does not cover the invoice's facility.");
        }
    }

    private static InvoiceKey KeyOf(Identity identity, Invoice invoice) => InvoiceKey.Create(identity.Tenant, invoice.SourceSystem, invoice.SourceInvoiceId);
}
