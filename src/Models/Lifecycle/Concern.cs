namespace Triage.Models.Lifecycle;

/// <param name="Evidence">The name of a report, or a field of the invoice.</param>
[GenerateSerializer, Immutable, Alias("triage.Concern")]
public readonly record struct Concern([property: Id(0)] ConcernKind Kind, [property: Id(1)] string Evidence);
