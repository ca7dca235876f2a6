using System.Collections.Immutable;

namespace Triage.Models.Gating;

/// <summary>One exception found on an invoice, with where to look. Never holds free text of the invoice.</summary>
[GenerateSerializer, Immutable, Alias("triage.Reason")]
public sealed record Reason
{
    [Id(0)] public required ExceptionCode Code { get; init; }
    [Id(1)] public required string Text { get; init; }
    [Id(2)] public required Severity Severity { get; init; }

    /// <summary>Field paths or ids of other invoices.</summary>
    [Id(3)] public ImmutableArray<string> Evidence { get; init; } = [];
}
