using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>
/// Every version of a tenant's master data, for ever: a verdict names those that it rested on. The versions of a
/// kind are numbered without a gap, so that of two writers who both saw version n only one can add n + 1.
/// Storage that cannot be reached throws as in every port.
/// </summary>
public interface IMasterDataArchive
{
    /// <summary>The version in force of each kind that has one, by kind.</summary>
    ValueTask<ImmutableArray<MasterDataVersion>> InForceAsync(string tenant, CancellationToken cancellationToken = default);

    /// <summary>Versions of one kind, newest first.</summary>
    ValueTask<ImmutableArray<MasterDataVersion>> ListAsync(
        string tenant, MasterDataKind kind, long beforeVersion, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The version and its stored content; <c>null</c> where there is no such version.</summary>
    ValueTask<(MasterDataVersion Version, byte[] Content)?> ReadAsync(
        string tenant, MasterDataKind kind, long version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes the version and puts it in force, with the work that follows from it, all or nothing. Its number must be
    /// the one after the version in force.
    /// </summary>
    ValueTask<ActivationOutcome> ActivateAsync(string tenant, MasterDataVersion version, byte[] content, CancellationToken cancellationToken = default);

    /// <summary>The tenant's secret for bank accounts, made at the first call and never changed.</summary>
    ValueTask<ImmutableArray<byte>> AccountSecretAsync(string tenant, CancellationToken cancellationToken = default);
}
