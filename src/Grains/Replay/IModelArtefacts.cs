using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Replay;

/// <summary>Packages of the past, whether they are in force or not.</summary>
public interface IModelArtefacts
{
    /// <param name="withHistory">The ledger that profiles begin from is most of a package, and only who folds the past needs it.</param>
    /// <exception cref="Triage.Models.Replay.ReplayException">Nobody kept that version, or a file of it is not what it was.</exception>
    ValueTask<ModelPackage> FindAsync(string tenant, string version, bool withHistory, CancellationToken cancellationToken = default);
}
