using Microsoft.Extensions.Options;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Grains.Scoring;

/// <summary>From a registered version to models that may serve: every byte proved again, by the trust list as it is now.</summary>
internal sealed class RegisteredSets(IModelRegistry registry, IOptions<ScoringOptions> options)
{
    /// <summary>Decodes beside the caller's thread.</summary>
    /// <exception cref="ModelPackageException">Which file, and why it is not served; of its models one that is broken is enough.</exception>
    /// <exception cref="ModelFileDamagedException">What is stored is not what was registered.</exception>
    public async Task<ModelSet> ReadAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var files = await registry.ReadPackageAsync(tenant, await FindAsync(tenant, version, cancellationToken), cancellationToken);
        return await Task.Run(() => ModelSet.Of(ModelPackageReader.Read(new MemoryPackage(files), Trusted(), broken => throw broken)), cancellationToken);
    }

    /// <summary>A version's models without the ledger that their profiles would begin from.</summary>
    /// <exception cref="ModelPackageException">Which file, and why it is not served.</exception>
    /// <exception cref="ModelFileDamagedException">What is stored is not what was registered.</exception>
    public async Task<ModelPackage> ReadModelsAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var files = await registry.ReadPackageAsync(tenant, await FindAsync(tenant, version, cancellationToken), cancellationToken);
        return await Task.Run(() => ModelPackageReader.ReadModels(new MemoryPackage(files), Trusted()), cancellationToken);
    }

    /// <summary>Whether models that are in memory may serve again: their key may have been revoked since.</summary>
    /// <exception cref="ModelPackageException">Why not.</exception>
    public async Task ProveTrustedAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var found = await FindAsync(tenant, version, cancellationToken);
        PackageSignature.Verify(found.Manifest.AsSpan(), found.Signature.AsSpan(), Trusted());
    }

    private async Task<ModelVersion> FindAsync(string tenant, string version, CancellationToken cancellationToken) =>
        await registry.FindAsync(tenant, version, cancellationToken) ?? throw new ModelPackageException(version, "is not in the registry");

    private TrustList Trusted() => TrustList.Load(options.Value.TrustedKeysFile);
}
