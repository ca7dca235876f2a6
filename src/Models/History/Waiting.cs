namespace Triage.Models.History;

/// <summary>
/// What an invoice waits for: exactly one thing while it is open, nothing once it is not. One row per
/// invoice holds it, so that the database itself forbids two.
/// </summary>
/// <param name="AtMicros">Due, Hold and Host: when it is looked at again; Review: since when.</param>
[GenerateSerializer, Immutable, Alias("triage.Waiting")]
public readonly record struct Waiting([property: Id(0)] WaitingKind Kind, [property: Id(1)] long AtMicros)
{
    public static Waiting Nothing => default;
}
