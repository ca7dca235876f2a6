using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Silo.Errors;

namespace Triage.Silo.Intake;

internal static class OutcomeMapping
{
    /// <summary>The state of a call that was done; what was not done is thrown as the answer.</summary>
    public static InvoiceState StateOrThrow(this InvoiceResult result) => result switch
    {
        { Outcome: InvoiceOutcome.Done, State: { } state } => state,
        { Outcome: InvoiceOutcome.KeyReused } => throw RpcErrors.AlreadyExists(
            ErrorReason.IdempotencyKeyReused, "The idempotency key was used before with another payload."),
        { Outcome: InvoiceOutcome.InvoiceExists } => throw RpcErrors.AlreadyExists(
            ErrorReason.InvoiceExists, "The invoice was submitted before with another payload; use Amend to correct it."),
        { Outcome: InvoiceOutcome.NotFound } => throw RpcErrors.NotFound(),
        { Outcome: InvoiceOutcome.NotOpen } => throw RpcErrors.FailedPrecondition(
            "INVOICE_NOT_OPEN", "invoice_id", "The invoice's status no longer allows this."),
        { Outcome: InvoiceOutcome.ReferenceAlreadySet } => throw RpcErrors.FailedPrecondition(
            "REFERENCE_ALREADY_SET", "reference", "The invoice already carries another value for this reference."),
        { Outcome: InvoiceOutcome.TooManyReports } => throw RpcErrors.ResourceExhausted(
            "reports", "The invoice holds as many reports as it takes; this one was not accepted."),
        _ => throw new InvalidOperationException($"An invoice answered {result.Outcome}."),
    };
}
