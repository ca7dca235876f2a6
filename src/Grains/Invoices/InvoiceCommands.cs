using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Grains.Invoices;

/// <param name="Supersedes">Amend: the path of the invoice to take the place of.</param>
/// <param name="WaitForVerdict">Not compared on a retry: the stored answer is given whatever is asked.</param>
[GenerateSerializer, Immutable, Alias("triage.SubmitCommand")]
public sealed record SubmitCommand(
    [property: Id(0)] RequestKey Request,
    [property: Id(1)] Invoice Invoice,
    [property: Id(2)] Caller Caller,
    [property: Id(3)] bool WaitForVerdict,
    [property: Id(4)] string? Supersedes = null);

[GenerateSerializer, Immutable, Alias("triage.ProvideReferenceCommand")]
public sealed record ProvideReferenceCommand(
    [property: Id(0)] RequestKey Request,
    [property: Id(1)] Reference Reference,
    [property: Id(2)] string Value,
    [property: Id(3)] Caller Caller);

[GenerateSerializer, Immutable, Alias("triage.RetriageCommand")]
public sealed record RetriageCommand(
    [property: Id(0)] RequestKey Request,
    [property: Id(1)] string Reason,
    [property: Id(2)] Caller Caller);

[GenerateSerializer, Immutable, Alias("triage.CancelCommand")]
public sealed record CancelCommand(
    [property: Id(0)] RequestKey Request,
    [property: Id(1)] string Reason,
    [property: Id(2)] Caller Caller);

[GenerateSerializer, Immutable, Alias("triage.ReportCommand")]
public sealed record ReportCommand([property: Id(0)] StatusReport Report, [property: Id(1)] Caller Caller)
{
    /// <summary>The source's own id of what happened is the idempotency key, within the source.</summary>
    public RequestKey Request => new("Report", Report.Name);
}
