using Triage.Training.Trees;

namespace Triage.Training.Suppliers;

public sealed record SupplierTrainingOptions
{
    /// <summary>What the deployed threshold promises of the names that it lets through.</summary>
    public double DeployedPrecision { get; init; } = 0.95;

    public TreeOptions Trees { get; init; } = new()
    {
        Trees = 150,
        Leaves = 16,
        LearningRate = 0.08,
        ExamplesPerLeafMin = 20,
        FeatureShare = 0.4,
        ExampleShare = 0.7,
        L2 = 20,
        Threads = 1,
    };
}
