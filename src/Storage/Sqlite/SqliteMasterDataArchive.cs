using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.MasterData;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteMasterDataArchive(SqliteReaders readers, SqliteSideWriter writer) : IMasterDataArchive
{
    /// <summary>Where contents are not encrypted, their key is named so.</summary>
    private const string NoKey = "none";

    public ValueTask<ImmutableArray<MasterDataVersion>> InForceAsync(string tenant, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Versions(reader.MasterDataInForce.Read(tenant)), cancellationToken);

    public ValueTask<ImmutableArray<MasterDataVersion>> ListAsync(
        string tenant, MasterDataKind kind, long beforeVersion, int countMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Versions(reader.MasterDataVersions.Read(tenant, (long)kind, beforeVersion, (long)countMax)), cancellationToken);

    public ValueTask<(MasterDataVersion Version, byte[] Content)?> ReadAsync(
        string tenant, MasterDataKind kind, long version, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            reader =>
            {
                // Of those before the next one the newest is the one asked for, or it is not there.
                if (Versions(reader.MasterDataVersions.Read(tenant, (long)kind, version + 1, 1L)) is not [{ } found] || found.Version != version)
                {
                    return ((MasterDataVersion, byte[])?)null;
                }

                using var row = reader.MasterDataContent.Read(tenant, (long)kind, found.ContentSha256.ToArray());
                return row.Read() ? (found, row.GetBytes(0)) : null;
            },
            cancellationToken);

    public ValueTask<ActivationOutcome> ActivateAsync(string tenant, MasterDataVersion version, byte[] content, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            tenant,
            connection =>
            {
                using var activate = new SqliteStatement(connection, "activate-master-data");
                if (activate.Run(
                    tenant, (long)version.Kind, version.Version, version.Sha256.ToArray(), version.ContentSha256.ToArray(), version.FileBytes, (long)version.Entries,
                    (long)version.Added, (long)version.Changed, (long)version.Removed, (long)version.Restricted, version.ImportedBy) == 0)
                {
                    return ActivationOutcome.Overtaken;
                }

                using var keep = new SqliteStatement(connection, "keep-master-data-content");
                keep.Run(tenant, (long)version.Kind, version.ContentSha256.ToArray(), NoKey, content);
                using var open = new SqliteStatement(connection, "open-retriage");
                open.Run(version.Retriage.IsDone, tenant, (long)version.Kind, version.Version);
                return ActivationOutcome.Activated;
            },
            cancellationToken);

    public async ValueTask<ImmutableArray<byte>> AccountSecretAsync(string tenant, CancellationToken cancellationToken = default) =>
        await FindSecretAsync(tenant, cancellationToken)
        ?? await writer.WriteAsync(
            tenant,
            connection =>
            {
                // Another process may have been first; its secret is the tenant's then.
                using var keep = new SqliteStatement(connection, "keep-account-secret");
                keep.Run(tenant, RandomNumberGenerator.GetBytes(AccountKey.SecretBytes));
                using var find = new SqliteStatement(connection, "find-account-secret");
                return Secret(find, tenant) ?? throw new InvalidOperationException("A secret that was kept is not there.");
            },
            cancellationToken);

    private ValueTask<ImmutableArray<byte>?> FindSecretAsync(string tenant, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => Secret(reader.AccountSecret, tenant), cancellationToken);

    private static ImmutableArray<byte>? Secret(SqliteStatement find, string tenant)
    {
        using var row = find.Read(tenant);
        return row.Read() ? [.. row.GetBytes(0)] : null;
    }

    private static ImmutableArray<MasterDataVersion> Versions(SqliteRow row)
    {
        using (row)
        {
            var versions = ImmutableArray.CreateBuilder<MasterDataVersion>();
            while (row.Read())
            {
                versions.Add(new MasterDataVersion
                {
                    Kind = (MasterDataKind)row.GetByte(0),
                    Version = row.GetInt64(1),
                    Sha256 = [.. row.GetBytes(2)],
                    ContentSha256 = [.. row.GetBytes(3)],
                    FileBytes = row.GetInt64(4),
                    Entries = row.GetInt32(5),
                    Added = row.GetInt32(6),
                    Changed = row.GetInt32(7),
                    Removed = row.GetInt32(8),
                    Restricted = row.GetInt32(9),
                    ImportedBy = row.GetString(10),
                    ActivatedAtMicros = row.GetInt64(11),
                    Retriage = new RetriageProgress(row.GetInt64(12), row.GetInt64(13), row.GetInt64(14), row.GetBoolean(15)),
                });
            }

            return versions.ToImmutable();
        }
    }
}
