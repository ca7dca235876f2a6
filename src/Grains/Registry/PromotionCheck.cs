using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Registry;

/// <summary>Brings together what a promotion is decided on, and decides.</summary>
internal sealed class PromotionCheck(IModelRegistry registry, IShadowRuns runs, PackageCheck package, IOptions<RegistryOptions> options)
{
    public async Task<ImmutableArray<RegistryRefusal>> RunAsync(RegistryCommand command, RegistryState state, ModelVersion version, CancellationToken cancellationToken)
    {
        var (broken, owner) = await CheckedAsync(command.Tenant, version, cancellationToken);
        var inForce = state.InForce is { } name ? await registry.FindAsync(command.Tenant, name, cancellationToken) : null;
        return PromotionRules.Check(
            new PromotionCase
            {
                Version = version.Version,
                Actor = command.Subject,
                TrainedBy = version.TrainedBy,
                RegisteredBy = version.RegisteredBy,
                SignerOwner = owner,
                Broken = broken,
                Segments = SegmentsOf(version),
                InForce = state.InForce,
                SegmentsInForce = inForce is null ? [] : SegmentsOf(inForce),
                IsFirst = state.IsFirst,
                ShadowRuns = await runs.OfVersionAsync(command.Tenant, version.Version, cancellationToken),
            },
            options.Value.Limits);
    }

    /// <summary>Keys are revoked and programs change between registration and promotion, so all is checked again.</summary>
    private async Task<((string File, string Problem)? Broken, string? Owner)> CheckedAsync(string tenant, ModelVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var found = await package.RunAsync(await registry.ReadPackageAsync(tenant, version, cancellationToken), cancellationToken);
            return (null, found.SignedBy.Owner);
        }
        catch (ModelPackageException broken)
        {
            return ((broken.File, broken.Message), null);
        }
    }

    /// <summary>None of a manifest that this program does not read: of the candidate the check says so, and the version in force may be older than the format.</summary>
    private static ImmutableArray<ModelSegment> SegmentsOf(ModelVersion version)
    {
        try
        {
            return ModelManifest.Parse(version.Manifest.AsSpan()).Segments;
        }
        catch (ModelPackageException)
        {
            return [];
        }
    }
}
