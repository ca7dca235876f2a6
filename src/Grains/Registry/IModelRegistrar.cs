using Triage.Models.Registry;

namespace Triage.Grains.Registry;

/// <summary>The way of versions into the registry, into force and out of it again.</summary>
public interface IModelRegistrar
{
    /// <summary>Checks a package whole and registers it, or keeps nothing of it. The same bytes again answer what was done before.</summary>
    /// <param name="files">By name, manifest and signature among them.</param>
    Task<RegistryResult> RegisterAsync(string tenant, string subject, string reason, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken = default);

    /// <summary>Does what is asked where everything allows it; else says all that does not.</summary>
    /// <exception cref="ModelFileDamagedException">The version to promote is not what was registered.</exception>
    Task<RegistryResult> ActAsync(RegistryCommand command, CancellationToken cancellationToken = default);
}
