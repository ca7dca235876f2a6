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
    /// <summary>How far the catalogue's efforts are from the true ones: the mean of the absolute logarithm of their ratio.</summary>
    public required double CatalogueEffortError { get; init; }

    /// <summary>The same of what was learned from the work done before.</summary>
    public required double LearnedEffortError { get; init; }
    public required BoundFigures Bound { get; init; }
}
