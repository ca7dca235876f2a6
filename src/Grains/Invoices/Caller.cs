using System.Collections.Immutable;

namespace Triage.Grains.Invoices;

/// <param name="Subject">Who; stands in the history.</param>
/// <param name="Facilities">What they may see; <c>null</c>: every facility.</param>
[GenerateSerializer, Immutable, Alias("triage.Caller")]
public sealed record Caller([property: Id(0)] string Subject, [property: Id(1)] ImmutableArray<string>? Facilities)
{
    public bool MaySee(string? facility) => Facilities is not { } scope || (facility is not null && scope.Contains(facility));
}
