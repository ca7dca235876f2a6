namespace Triage.Training.Priority;

/// <summary>One scenario over all seeds.</summary>
public sealed record ScenarioFigures
{
    public required string About { get; init; }
    public required string Currency { get; init; }

    /// <summary>The mean of a seed.</summary>
    public required double Items { get; init; }
    public required double Load { get; init; }

    /// <summary>By policy.</summary>
    public required IReadOnlyDictionary<string, PolicyFigures> Policies { get; init; }

    /// <summary>In how many seeds no rival cost less than ours.</summary>
    public required int LowestIn { get; init; }
    public required int Seeds { get; init; }
    public required BoundFigures Bound { get; init; }
}
