namespace Triage.Models.Intake;

/// <summary>A caller's idempotency key, scoped to the rpc (and, beside it, the tenant).</summary>
[GenerateSerializer, Immutable, Alias("triage.RequestKey")]
public sealed record RequestKey([property: Id(0)] string Rpc, [property: Id(1)] string Key);
