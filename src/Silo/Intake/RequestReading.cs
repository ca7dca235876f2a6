using Triage.Models.Intake;
using Triage.Silo.Access;
using Triage.Silo.Errors;

namespace Triage.Silo.Intake;

/// <summary>What every call about one invoice carries.</summary>
internal static class RequestReading
{
    public const int ReasonMax = 500;

    public static InvoiceKey Key(Identity identity, string invoiceId, Violations violations)
    {
        if (InvoiceKey.TryParseId(identity.Tenant, invoiceId, out var key))
        {
            return key;
        }

        violations.Add("invoice_id", invoiceId.Length == 0 ? "must be given" : "is not an id that this service gave");
        return default;
    }

    public static InvoiceKey KeyOrThrow(Identity identity, string invoiceId)
    {
        var violations = new Violations();
        var key = Key(identity, invoiceId, violations);
        violations.ThrowIfAny();
        return key;
    }

    public static (InvoiceKey Key, RequestKey Request) Change(
        Identity identity, string rpc, string invoiceId, string idempotencyKey, Action<Fields> readRest)
    {
        var violations = new Violations();
        var fields = new Fields(violations);
        var key = Key(identity, invoiceId, violations);
        fields.RequiredIdentifier("idempotency_key", idempotencyKey, Submission.IdempotencyKeyMax);
        readRest(fields);
        violations.ThrowIfAny();
        return (key, new RequestKey(rpc, idempotencyKey));
    }
}
