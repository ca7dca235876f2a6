using Microsoft.Extensions.Options;
using Triage.Grains.Scoring;
using Triage.Models.Registry;
using Triage.Models.Replay;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Grains.Replay;

/// <summary>
/// Packages as the registry keeps them. Their signature was proved when they came; a key that was revoked since forbids to serve with them, not
/// to tell what they said.
/// </summary>
internal sealed class RegisteredModels(IModelRegistry registry, IOptions<ScoringOptions> options) : IModelArtefacts
{
    public async ValueTask<ModelPackage> FindAsync(string tenant, string version, bool withHistory, CancellationToken cancellationToken = default)
    {
        var found = await registry.FindAsync(tenant, version, cancellationToken)
            ?? throw new ReplayException(ReplayProblem.ModelsUnknown, $"Models {version} are not in the registry: register their package.");
        var trusted = Trusted();
        try
        {
            var files = await registry.ReadPackageAsync(tenant, found, cancellationToken);
            return ModelPackageReader.ReadKept(new MemoryPackage(files), trusted, withHistory);
        }
        catch (ModelFileDamagedException damaged)
        {
            throw new ReplayException(ReplayProblem.ModelsDamaged, damaged.Message);
        }
        catch (ModelPackageException broken)
        {
            throw new ReplayException(ReplayProblem.ModelsDamaged, $"Of models {version}, {broken.Message}");
        }
    }

    private TrustList Trusted()
    {
        try
        {
            return TrustList.Load(options.Value.TrustedKeysFile);
        }
        catch (ModelPackageException unreadable)
        {
            throw new ReplayException(ReplayProblem.ModelsUnknown, $"Whose packages were trusted cannot be told: {unreadable.Message}");
        }
    }
}
