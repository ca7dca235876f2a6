using Triage.Training.Trees;

namespace Triage.Training.Coding;

public sealed record CodingTrainingOptions
{
    // Few lines are soon learned by heart.
    private const int LinesPerTree = 125;
    private const int TreesMin = 120;

    /// <summary>Of more lines than these, examples are made of so many, drawn evenly.</summary>
    public int LinesMax { get; init; } = 60_000;

    /// <summary>Of trees at most so many.</summary>
    public TreeOptions Trees { get; init; } = new()
    {
        Trees = 450,
        Leaves = 32,
        LearningRate = 0.06,
        ExamplesPerLeafMin = 100,
        FeatureShare = 0.2,
        ExampleShare = 0.7,
        L2 = 5,
        LeafWeightMin = 1,
    };

    public TreeOptions TreesFor(int lines) => Trees with { Trees = Math.Min(Trees.Trees, Math.Max(TreesMin, lines / LinesPerTree)) };
}
