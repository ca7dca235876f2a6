namespace Triage.Training.Tests.Packages;

/// <summary>Tests that look at one and the same trained package, which takes longest.</summary>
[CollectionDefinition(nameof(TrainedOnce))]
public sealed class TrainedOnce : ICollectionFixture<PackageTrainingTests.Trained>;
