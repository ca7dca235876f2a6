using Triage.Models.History;

namespace Triage.Grains.Invoices;

/// <param name="State">The invoice as of the event that answers the call; set exactly with <see cref="InvoiceOutcome.Done"/>.</param>
/// <param name="AnsweredAtMicros">When that event happened.</param>
/// <param name="IsReplay">The answer was given before, or would have been.</param>
[GenerateSerializer, Immutable, Alias("triage.InvoiceResult")]
public sealed record InvoiceResult(
    [property: Id(0)] InvoiceOutcome Outcome,
    [property: Id(1)] InvoiceState? State = null,
    [property: Id(2)] long AnsweredAtMicros = 0,
    [property: Id(3)] bool IsReplay = false);
