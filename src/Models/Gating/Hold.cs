using Triage.Models.Intake;

namespace Triage.Models.Gating;

[GenerateSerializer, Immutable, Alias("triage.Hold")]
public sealed record Hold([property: Id(0)] Reference WaitsFor, [property: Id(1)] long UntilMicros);
