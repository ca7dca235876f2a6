using Triage.Training.Trees;

namespace Triage.Training.Coding;

public sealed record CodingTrainingOptions
{
    /// <summary>The share of lines that examples are made of.</summary>
    public double LinesShare { get; init; } = 0.3;

    public TreeOptions Trees { get; init; } = new()
    {
        Trees = 200,
        Leaves = 48,
        LearningRate = 0.08,
        ExamplesPerLeafMin = 50,
        FeatureShare = 0.5,
        ExampleShare = 0.7,
        L2 = 1,
        LeafWeightMin = 0.1,
    };
}
