using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Models.Registry;

/// <summary>
/// Every version of a tenant's models with its files, and every action that was taken with one, for ever. Actions are numbered
/// without a gap, so that of two writers who both saw action n only one can add n + 1. Storage that cannot be reached throws as in every port.
/// </summary>
public interface IModelRegistry
{
    /// <summary>What the last action says: one row, made to be asked every second.</summary>
    ValueTask<RegistryPoint> CurrentAsync(string tenant, CancellationToken cancellationToken = default);

    /// <summary>Whoever has versions, in no order.</summary>
    ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default);

    /// <summary>Actions, newest first.</summary>
    ValueTask<ImmutableArray<RegistryAction>> ActionsAsync(string tenant, long beforeNumber, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The action by which the version that was in force then came there; <c>null</c>: none was.</summary>
    ValueTask<RegistryAction?> InForceAtAsync(string tenant, long atMicros, CancellationToken cancellationToken = default);

    /// <summary>A version with its manifest; <c>null</c> where there is none.</summary>
    ValueTask<ModelVersion?> FindAsync(string tenant, string version, CancellationToken cancellationToken = default);

    /// <summary>Of every version, in no order, without manifest and signature.</summary>
    ValueTask<ImmutableArray<ModelVersion>> ListAsync(string tenant, CancellationToken cancellationToken = default);

    /// <summary>Keeps a content under its hash, once, whichever versions have it. Without a version it is of no use and does no harm.</summary>
    ValueTask KeepAsync(string tenant, ImmutableArray<byte> sha256, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>A part of a content, from 0; <c>null</c> behind the last one, and where there is no such content.</summary>
    ValueTask<byte[]?> ReadPartAsync(string tenant, ImmutableArray<byte> sha256, int part, CancellationToken cancellationToken = default);

    /// <summary>Writes the version and the action that registers it, all or nothing. The contents of its files must be kept.</summary>
    ValueTask<RegistryOutcome> RegisterAsync(string tenant, ModelVersion version, RegistryAction action, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes an action about a version that is registered, and what follows for shadow runs, all or nothing. Its number must be the one
    /// after the last.
    /// </summary>
    ValueTask<RegistryOutcome> AppendAsync(string tenant, RegistryAction action, CancellationToken cancellationToken = default);
}

public static class ModelRegistryReads
{
    private const int PageActions = 500;

    /// <summary>All that was ever done, folded.</summary>
    public static async ValueTask<RegistryState> StateAsync(this IModelRegistry registry, string tenant, CancellationToken cancellationToken = default)
    {
        var actions = new List<RegistryAction>();
        for (var before = long.MaxValue; before > 1;)
        {
            var page = await registry.ActionsAsync(tenant, before, PageActions, cancellationToken);
            actions.AddRange(page);
            before = page.Length < PageActions ? 0 : page[^1].Number;
        }

        actions.Reverse();
        return RegistryState.Fold(actions);
    }

    /// <summary>A version's files by their names, manifest and signature among them: a whole package again.</summary>
    /// <exception cref="ModelFileDamagedException"/>
    public static async ValueTask<Dictionary<string, byte[]>> ReadPackageAsync(this IModelRegistry registry, string tenant, ModelVersion version, CancellationToken cancellationToken = default)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [ModelManifest.FileName] = [.. version.Manifest],
            [PackageSignature.FileName] = [.. version.Signature],
        };
        foreach (var file in version.Files)
        {
            files[file.Name] = await registry.ReadFileAsync(tenant, file, cancellationToken) ?? throw new ModelFileDamagedException(version.Version, file.Name);
        }

        return files;
    }

    /// <summary>A file's content, held against its hash; <c>null</c> where it is not what was registered.</summary>
    public static async ValueTask<byte[]?> ReadFileAsync(this IModelRegistry registry, string tenant, RegisteredFile file, CancellationToken cancellationToken = default)
    {
        using var whole = new MemoryStream(checked((int)file.Bytes));
        for (var part = 0; await registry.ReadPartAsync(tenant, file.Sha256, part, cancellationToken) is { } bytes; part++)
        {
            whole.Write(bytes);
        }

        var content = whole.ToArray();
        return SHA256.HashData(content).AsSpan().SequenceEqual(file.Sha256.AsSpan()) ? content : null;
    }
}
