using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triage.Grains.Scoring;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Grains.Registry;

/// <summary>Whether this machine could serve a package: its signature, every hash, every model and its golden cases.</summary>
internal sealed class PackageCheck(IOptions<ScoringOptions> options)
{
    /// <summary>Beside the caller's thread: it decodes and scores.</summary>
    /// <exception cref="ModelPackageException">Which file, and why not.</exception>
    public Task<CheckedPackage> RunAsync(IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken) =>
        Task.Run(() => ModelPackageReader.CheckModels(new MemoryPackage(files), TrustList.Load(options.Value.TrustedKeysFile)), cancellationToken);

    /// <summary>Why no process would serve it, as far as its signature tells; all else was checked when it was promoted.</summary>
    public ImmutableArray<RegistryRefusal> Unvouched(ModelVersion version)
    {
        try
        {
            PackageSignature.Verify(version.Manifest.AsSpan(), version.Signature.AsSpan(), TrustList.Load(options.Value.TrustedKeysFile));
            return [];
        }
        catch (ModelPackageException untrusted)
        {
            return [new(RegistryRefusals.Package, untrusted.File, untrusted.Message)];
        }
    }
}
