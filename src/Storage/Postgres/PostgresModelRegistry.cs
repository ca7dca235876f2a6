using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Triage.Models.Registry;
using static Triage.Storage.Postgres.PostgresReads;

namespace Triage.Storage.Postgres;

/// <summary>Each call is one statement, or statements that may be made twice: who makes one twice is overtaken by himself, and reads what is there.</summary>
internal sealed class PostgresModelRegistry(PostgresReaders connections) : IModelRegistry
{
    private const string FourEyes = "registry_action_four_eyes";

    private static readonly string Point = SqlText.Statement("Postgres", "find-registry-point");
    private static readonly string Tenants = SqlText.Statement("Postgres", "list-registry-tenants");
    private static readonly string Actions = SqlText.Statement("Postgres", "list-registry-actions");
    private static readonly string InForceAt = SqlText.Statement("Postgres", "find-in-force-at");
    private static readonly string Find = SqlText.Statement("Postgres", "find-model-version");
    private static readonly string List = SqlText.Statement("Postgres", "list-model-versions");
    private static readonly string Files = SqlText.Statement("Postgres", "list-model-files");
    private static readonly string FindFile = SqlText.Statement("Postgres", "find-model-file");
    private static readonly string ReadPart = SqlText.Statement("Postgres", "read-model-part");
    private static readonly string KeepPart = SqlText.Statement("Postgres", "keep-model-part");
    private static readonly string KeepFile = SqlText.Statement("Postgres", "keep-model-file");
    private static readonly string Register = SqlText.Statement("Postgres", "register-model");
    private static readonly string Append = SqlText.Statement("Postgres", "append-registry-action");

    public ValueTask<RegistryPoint> CurrentAsync(string tenant, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, Point, tenant);
            await using var row = await command.ExecuteReaderAsync(token);
            return await row.ReadAsync(token) ? new RegistryPoint(row.GetInt64(0), TextOrNull(row, 1), TextOrNull(row, 2)) : default;
        },
        cancellationToken);

    public ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) =>
        {
            var tenants = ImmutableArray.CreateBuilder<string>();
            await using var command = Command(connection, Tenants);
            await using var row = await command.ExecuteReaderAsync(token);
            while (await row.ReadAsync(token))
            {
                tenants.Add(row.GetString(0));
            }

            return tenants.ToImmutable();
        },
        cancellationToken);

    public ValueTask<ImmutableArray<RegistryAction>> ActionsAsync(string tenant, long beforeNumber, int countMax, CancellationToken cancellationToken = default) =>
        connections.ReadAsync((connection, token) => ActionsAsync(Command(connection, Actions, tenant, beforeNumber, (long)countMax), token), cancellationToken);

    public ValueTask<RegistryAction?> InForceAtAsync(string tenant, long atMicros, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) => (await ActionsAsync(Command(connection, InForceAt, tenant, atMicros), token)).FirstOrDefault(), cancellationToken);

    public ValueTask<ModelVersion?> FindAsync(string tenant, string version, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) => (await VersionsAsync(connection, Command(connection, Find, tenant, version), tenant, version, token)).FirstOrDefault(), cancellationToken);

    public ValueTask<ImmutableArray<ModelVersion>> ListAsync(string tenant, CancellationToken cancellationToken = default) => connections.ReadAsync(
        (connection, token) => VersionsAsync(connection, Command(connection, List, tenant), tenant, null, token), cancellationToken);

    public async ValueTask KeepAsync(string tenant, ImmutableArray<byte> sha256, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        await connections.ReadAsync(
            async (connection, token) =>
            {
                var hash = sha256.ToArray();
                await using var find = Command(connection, FindFile, tenant, hash);
                if (await find.ExecuteScalarAsync(token) is not null)
                {
                    return true;
                }

                for (var part = 0; part < ModelFileParts.CountOf(content.Length); part++)
                {
                    await using var keep = Command(connection, KeepPart, tenant, hash, part, ModelFileParts.Of(content, part));
                    await keep.ExecuteNonQueryAsync(token);
                }

                await using var done = Command(connection, KeepFile, tenant, hash, (long)content.Length);
                await done.ExecuteNonQueryAsync(token);
                return true;
            },
            cancellationToken);

    public ValueTask<byte[]?> ReadPartAsync(string tenant, ImmutableArray<byte> sha256, int part, CancellationToken cancellationToken = default) => connections.ReadAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, ReadPart, tenant, sha256.ToArray(), part);
            return await command.ExecuteScalarAsync(token) as byte[];
        },
        cancellationToken);

    public ValueTask<RegistryOutcome> RegisterAsync(string tenant, ModelVersion version, RegistryAction action, CancellationToken cancellationToken = default) =>
        WriteAsync(
            connection => Command(
                connection, Register, tenant, version.Version, version.Manifest.ToArray(), version.Signature.ToArray(), version.TrainedBy, version.RegisteredBy,
                version.Files.Select(file => file.Name).ToArray(), version.Files.Select(file => file.Kind).ToArray(), version.Files.Select(file => file.Sha256.ToArray()).ToArray(),
                version.Files.Select(file => file.Bytes).ToArray(), action.Number, OrNull(NpgsqlDbType.Text, action.InForceAfter), OrNull(NpgsqlDbType.Text, action.ShadowAfter), action.Reason),
            cancellationToken);

    public ValueTask<RegistryOutcome> AppendAsync(string tenant, RegistryAction action, CancellationToken cancellationToken = default) =>
        WriteAsync(
            connection => Command(
                connection, Append, tenant, action.Number, (short)action.Kind, action.Version, OrNull(NpgsqlDbType.Text, action.InForceBefore), OrNull(NpgsqlDbType.Text, action.InForceAfter),
                OrNull(NpgsqlDbType.Text, action.ShadowAfter), action.Actor, action.Reason, OrNull(NpgsqlDbType.Text, action.Key), action.RequestSha256.ToArray()),
            cancellationToken);

    private ValueTask<RegistryOutcome> WriteAsync(Func<NpgsqlConnection, NpgsqlCommand> write, CancellationToken cancellationToken) => connections.ReadAsync(
        async (connection, token) =>
        {
            try
            {
                await using var command = write(connection);
                return await command.ExecuteScalarAsync(token) is 1L ? RegistryOutcome.Written : RegistryOutcome.Overtaken;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                return RegistryOutcome.Overtaken;
            }
            catch (PostgresException refused) when (refused.ConstraintName == FourEyes)
            {
                return RegistryOutcome.SamePerson;
            }
        },
        cancellationToken);

    private static async Task<ImmutableArray<RegistryAction>> ActionsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            var actions = ImmutableArray.CreateBuilder<RegistryAction>();
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                actions.Add(new RegistryAction
                {
                    Number = row.GetInt64(0),
                    Kind = (RegistryActionKind)row.GetInt16(1),
                    Version = row.GetString(2),
                    InForceBefore = TextOrNull(row, 3),
                    InForceAfter = TextOrNull(row, 4),
                    ShadowAfter = TextOrNull(row, 5),
                    Actor = row.GetString(6),
                    Reason = row.GetString(7),
                    Key = TextOrNull(row, 8),
                    RequestSha256 = [.. row.GetFieldValue<byte[]>(9)],
                    AtMicros = row.GetInt64(10),
                });
            }

            return actions.ToImmutable();
        }
    }

    /// <param name="only"><c>null</c>: the files of every version.</param>
    private static async Task<ImmutableArray<ModelVersion>> VersionsAsync(NpgsqlConnection connection, NpgsqlCommand command, string tenant, string? only, CancellationToken cancellationToken)
    {
        var versions = ImmutableArray.CreateBuilder<ModelVersion>();
        await using (command)
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                versions.Add(new ModelVersion
                {
                    Version = row.GetString(0),
                    Manifest = [.. row.GetFieldValue<byte[]>(1)],
                    Signature = [.. row.GetFieldValue<byte[]>(2)],
                    Files = [],
                    TrainedBy = row.GetString(3),
                    RegisteredBy = row.GetString(4),
                    RegisteredAtMicros = row.GetInt64(5),
                });
            }
        }

        var files = await FilesAsync(connection, tenant, only, cancellationToken);
        return [.. versions.Select(version => version with { Files = [.. files[version.Version]] })];
    }

    private static async Task<ILookup<string, RegisteredFile>> FilesAsync(NpgsqlConnection connection, string tenant, string? only, CancellationToken cancellationToken)
    {
        var files = new List<(string Version, RegisteredFile File)>();
        await using var command = Command(connection, Files, tenant, OrNull(NpgsqlDbType.Text, only));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            files.Add((row.GetString(0), new RegisteredFile(row.GetString(1), row.GetString(2), [.. row.GetFieldValue<byte[]>(3)], row.GetInt64(4))));
        }

        return files.ToLookup(listed => listed.Version, listed => listed.File, StringComparer.Ordinal);
    }

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
