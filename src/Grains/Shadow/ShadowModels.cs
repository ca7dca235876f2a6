using Triage.Grains.Replay;
using Triage.Grains.Scoring;
using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Shadow;

/// <summary>Candidates, as they would be served; their ledgers are left out, because what they are asked was asked already.</summary>
internal sealed class ShadowModels(RegisteredSets sets) : IModelArtefacts
{
    public async ValueTask<ModelPackage> FindAsync(string tenant, string version, bool withHistory, CancellationToken cancellationToken = default) =>
        await sets.ReadModelsAsync(tenant, version, cancellationToken);
}
