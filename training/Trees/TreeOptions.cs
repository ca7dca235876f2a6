namespace Triage.Training.Trees;

/// <summary>How boosted trees are grown.</summary>
public sealed record TreeOptions
{
    public required int Trees { get; init; }
    public required int Leaves { get; init; }
    public required double LearningRate { get; init; }
    public required int ExamplesPerLeafMin { get; init; }
    public double FeatureShare { get; init; } = 1;
    public double ExampleShare { get; init; } = 1;
    public double L2 { get; init; } = 4;

    /// <summary>The least that a leaf's examples weigh together, each by how unsure it is: its chance times what is missing to 1.</summary>
    public double LeafWeightMin { get; init; } = 0.4;
    public int Seed { get; init; } = 1;

    /// <summary>
    /// <c>null</c> for one a processor. On small tables threads wait for one another longer than they work, on a busy machine
    /// many times longer.
    /// </summary>
    public int? Threads { get; init; }
}
