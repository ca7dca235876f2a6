using Microsoft.Extensions.Options;
using Triage.Grains.Registry;
using Triage.Grains.Scoring;
using Triage.Models.History;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Silo.Wiring;

/// <summary>A package that the configuration names is kept in its tenant's registry before the first call can come: what it says can be computed again when its directory is gone.</summary>
internal sealed partial class ConfiguredModelsKeeping(
    IModelRegistrar registrar, IModelRegistry registry, InstalledModels models, IOptions<ScoringOptions> options, ILogger<ConfiguredModelsKeeping> logger) : IHostedService
{
    /// <summary>Nobody's subject: whoever promotes the version is another.</summary>
    private const string Actor = "configuration";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (models is not { Tenant: { } tenant, Scorers.Version: { } version } || options.Value.ModelsDirectory is not { Length: > 0 } directory)
        {
            return;
        }

        try
        {
            // The version is made of the files' hashes: one that is there needs no second check.
            if (await registry.FindAsync(tenant, version, cancellationToken) is null)
            {
                var result = await registrar.RegisterAsync(tenant, Actor, "Named by Scoring:ModelsDirectory.", Read(directory), cancellationToken);
                if (result.Kind is not (RegistryResultKind.Done or RegistryResultKind.Unchanged))
                {
                    LogNotKept(version, result.Broken?.Problem ?? result.Kind.ToString());
                }
            }
        }
        catch (Exception unreadable) when (unreadable is StoreRefusedException or ModelPackageException or IOException or UnauthorizedAccessException)
        {
            LogNotKept(version, unreadable.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Dictionary<string, byte[]> Read(string directory)
    {
        var package = new DirectoryPackage(directory);
        return package.Entries().ToDictionary(entry => entry.Name, package.Read, StringComparer.Ordinal);
    }
}
