using Triage.Cli.Output;

namespace Triage.Cli.Train;

/// <summary>Where what is learned from comes from.</summary>
internal interface ITrainingSource
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    Task<TrainingInput> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken);
}
