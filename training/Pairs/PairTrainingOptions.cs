using Triage.Training.Trees;

namespace Triage.Training.Pairs;

public sealed record PairTrainingOptions
{
    // Below it trees must be small and many small steps be taken, or they learn pairs by heart.
    private const int FewExamples = 2000;

    /// <summary>How many ensembles are asked.</summary>
    public required int Ensembles { get; init; }

    public required TreeOptions Trees { get; init; }

    public static PairTrainingOptions For(int examples, int seed) => examples < FewExamples
        ? new()
        {
            Ensembles = 3,
            Trees = new() { Trees = 150, Leaves = 5, LearningRate = 0.06, ExamplesPerLeafMin = 4, FeatureShare = 0.3, ExampleShare = 0.8, L2 = 8, Seed = seed, Threads = 1 },
        }
        : new()
        {
            Ensembles = 2,
            Trees = new() { Trees = 300, Leaves = 24, LearningRate = 0.06, ExamplesPerLeafMin = 10, FeatureShare = 0.4, ExampleShare = 0.8, L2 = 8, Seed = seed, Threads = 1 },
        };
}
