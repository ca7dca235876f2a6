using System.Collections.Immutable;
using System.Security.Cryptography;
using Npgsql;
using Triage.Models.MasterData;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

/// <summary>Each call is one statement and may be made twice: a version that is there already is found, never doubled.</summary>
internal sealed class PostgresMasterDataArchive(PostgresReaders connections) : IMasterDataArchive
{
    /// <summary>Where contents are not encrypted, their key is named so.</summary>
    private const string NoKey = "none";

    private static readonly string InForce = SqlText.Statement("Postgres", "find-master-data-in-force");
    private static readonly string List = SqlText.Statement("Postgres", "list-master-data");
    private static readonly string Content = SqlText.Statement("Postgres", "read-master-data");
    private static readonly string Activate = SqlText.Statement("Postgres", "activate-master-data");
    private static readonly string KeepSecret = SqlText.Statement("Postgres", "keep-account-secret");
    private static readonly string FindSecret = SqlText.Statement("Postgres", "find-account-secret");

    public ValueTask<ImmutableArray<MasterDataVersion>> InForceAsync(string tenant, CancellationToken cancellationToken = default) =>
        connections.ReadAsync((connection, token) => VersionsAsync(Command(connection, InForce, tenant), token), cancellationToken);

    public ValueTask<ImmutableArray<MasterDataVersion>> ListAsync(
        string tenant, MasterDataKind kind, long beforeVersion, int countMax, CancellationToken cancellationToken = default) =>
        connections.ReadAsync((connection, token) => ListAsync(connection, tenant, kind, beforeVersion, countMax, token), cancellationToken);

    public ValueTask<(MasterDataVersion Version, byte[] Content)?> ReadAsync(
        string tenant, MasterDataKind kind, long version, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                // Of those before the next one the newest is the one asked for, or it is not there.
                if (await ListAsync(connection, tenant, kind, version + 1, 1, token) is not [{ } found] || found.Version != version)
                {
                    return ((MasterDataVersion, byte[])?)null;
                }

                await using var command = Command(connection, Content, tenant, (short)kind, found.ContentSha256.ToArray());
                return await command.ExecuteScalarAsync(token) is byte[] content ? (found, content) : null;
            },
            cancellationToken);

    public ValueTask<ActivationOutcome> ActivateAsync(string tenant, MasterDataVersion version, byte[] content, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                await using var command = Command(
                    connection, Activate, tenant, (short)version.Kind, version.Version, version.Sha256.ToArray(), version.ContentSha256.ToArray(), version.FileBytes, version.Entries,
                    version.Added, version.Changed, version.Removed, version.Restricted, version.ImportedBy, NoKey, content, version.Retriage.IsDone);
                return await command.ExecuteScalarAsync(token) is 1L ? ActivationOutcome.Activated : ActivationOutcome.Overtaken;
            },
            cancellationToken);

    public ValueTask<ImmutableArray<byte>> AccountSecretAsync(string tenant, CancellationToken cancellationToken = default) =>
        connections.ReadAsync(
            async (connection, token) =>
            {
                if (await SecretAsync(connection, tenant, token) is { } kept)
                {
                    return kept;
                }

                // Another silo may have been first; its secret is the tenant's then.
                await using var keep = Command(connection, KeepSecret, tenant, RandomNumberGenerator.GetBytes(AccountKey.SecretBytes));
                await keep.ExecuteNonQueryAsync(token);
                return await SecretAsync(connection, tenant, token) ?? throw new InvalidOperationException("A secret that was kept is not there.");
            },
            cancellationToken);

    private static async Task<ImmutableArray<byte>?> SecretAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, FindSecret, tenant);
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] secret ? [.. secret] : null;
    }

    private static Task<ImmutableArray<MasterDataVersion>> ListAsync(
        NpgsqlConnection connection, string tenant, MasterDataKind kind, long beforeVersion, int countMax, CancellationToken cancellationToken) =>
        VersionsAsync(Command(connection, List, tenant, (short)kind, beforeVersion, (long)countMax), cancellationToken);

    private static async Task<ImmutableArray<MasterDataVersion>> VersionsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            var versions = ImmutableArray.CreateBuilder<MasterDataVersion>();
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                versions.Add(new MasterDataVersion
                {
                    Kind = (MasterDataKind)row.GetInt16(0),
                    Version = row.GetInt64(1),
                    Sha256 = [.. row.GetFieldValue<byte[]>(2)],
                    ContentSha256 = [.. row.GetFieldValue<byte[]>(3)],
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
