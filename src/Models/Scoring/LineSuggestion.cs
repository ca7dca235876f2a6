using System.Collections.Immutable;
using Triage.Models.Features.Coding;

namespace Triage.Models.Scoring;

/// <summary>The codes that history and model offer for one line.</summary>
[GenerateSerializer, Immutable, Alias("triage.LineSuggestion")]
public sealed record LineSuggestion
{
    /// <summary>The line's place in the invoice, from 0.</summary>
    [Id(0)] public required int Line { get; init; }

    /// <summary>The set of which one is right with the promised coverage, the most probable first; empty where nothing like the line was ever coded.</summary>
    [Id(1)] public ImmutableArray<SuggestedCode> Codes { get; init; } = [];

    /// <summary>The first is as probable as the precision that was promised asks for.</summary>
    [Id(2)] public bool IsSure { get; init; }

    /// <summary>The code that the line came with is one of the set, or it came with none.</summary>
    [Id(3)] public bool AgreesWithGiven { get; init; }
    [Id(4)] public bool IsSupplierNew { get; init; }
    [Id(5)] public bool IsPlaceNew { get; init; }
    [Id(6)] public bool IsFacilityNew { get; init; }

    /// <summary>Of the first code; empty where nobody asked.</summary>
    [Id(7)] public ImmutableArray<Contribution> Contributions { get; init; } = [];

    /// <summary>The right code may be none of these: for lines whose supplier is known as little, history offers it too seldom to promise more. False in what was written before this was said.</summary>
    [Id(8)] public bool MayBeOther { get; init; }

    /// <summary>What the codes are codes of.</summary>
    [Id(9)] public CodeField Field { get; init; }
}
