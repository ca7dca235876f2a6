using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Triage.Models.Registry;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteModelRegistry(SqliteReaders readers, SqliteSideWriter writer) : IModelRegistry
{
    public ValueTask<RegistryPoint> CurrentAsync(string tenant, CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            using var row = reader.RegistryPoint.Read(tenant);
            return row.Read() ? new RegistryPoint(row.GetInt64(0), TextOrNull(row, 1), TextOrNull(row, 2)) : default;
        },
        cancellationToken);

    public ValueTask<ImmutableArray<string>> TenantsAsync(CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            var tenants = ImmutableArray.CreateBuilder<string>();
            using var row = reader.RegistryTenants.Read();
            while (row.Read())
            {
                tenants.Add(row.GetString(0));
            }

            return tenants.ToImmutable();
        },
        cancellationToken);

    public ValueTask<ImmutableArray<RegistryAction>> ActionsAsync(string tenant, long beforeNumber, int countMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Actions(reader.RegistryActions.Read(tenant, beforeNumber, (long)countMax)), cancellationToken);

    public ValueTask<RegistryAction?> InForceAtAsync(string tenant, long atMicros, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Actions(reader.InForceAt.Read(tenant, atMicros)).FirstOrDefault(), cancellationToken);

    public ValueTask<ModelVersion?> FindAsync(string tenant, string version, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Versions(reader.ModelVersion.Read(tenant, version), reader.ModelFiles, tenant, version).FirstOrDefault(), cancellationToken);

    public ValueTask<ImmutableArray<ModelVersion>> ListAsync(string tenant, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => Versions(reader.ModelVersions.Read(tenant), reader.ModelFiles, tenant, null), cancellationToken);

    public async ValueTask KeepAsync(string tenant, ImmutableArray<byte> sha256, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var hash = sha256.ToArray();
        if (await writer.WriteAsync(tenant, connection => IsKept(connection, tenant, hash), cancellationToken))
        {
            return;
        }

        // A commit a part: the appends' writer waits for no more than that.
        for (var part = 0; part < ModelFileParts.CountOf(content.Length); part++)
        {
            var at = part;
            await writer.WriteAsync(tenant, connection => KeepPart(connection, tenant, hash, at, ModelFileParts.Of(content, at)), cancellationToken);
        }

        await writer.WriteAsync(
            tenant,
            connection =>
            {
                using var keep = new SqliteStatement(connection, "keep-model-file");
                return keep.Run(tenant, hash, (long)content.Length);
            },
            cancellationToken);
    }

    public ValueTask<byte[]?> ReadPartAsync(string tenant, ImmutableArray<byte> sha256, int part, CancellationToken cancellationToken = default) => readers.ReadAsync(
        reader =>
        {
            using var row = reader.ModelPart.Read(tenant, sha256.ToArray(), (long)part);
            return row.Read() ? row.GetBytes(0) : null;
        },
        cancellationToken);

    public ValueTask<RegistryOutcome> RegisterAsync(string tenant, ModelVersion version, RegistryAction action, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            tenant,
            connection =>
            {
                using var register = new SqliteStatement(connection, "register-model");
                if (register.Run(tenant, version.Version, version.Manifest.ToArray(), version.Signature.ToArray(), version.TrainedBy, version.RegisteredBy, action.Number) == 0)
                {
                    return RegistryOutcome.Overtaken;
                }

                using var list = new SqliteStatement(connection, "list-model-file");
                foreach (var file in version.Files)
                {
                    if (list.Run(tenant, version.Version, file.Name, file.Kind, file.Bytes, file.Sha256.ToArray()) == 0)
                    {
                        throw new InvalidOperationException("A version's file is registered before its content is kept.");
                    }
                }

                return Append(connection, tenant, action) ? RegistryOutcome.Written : throw new InvalidOperationException("An action's number was free a moment ago.");
            },
            cancellationToken);

    public ValueTask<RegistryOutcome> AppendAsync(string tenant, RegistryAction action, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            tenant,
            connection =>
            {
                try
                {
                    if (!Append(connection, tenant, action))
                    {
                        return RegistryOutcome.Overtaken;
                    }
                }
                catch (SqliteException refused) when (refused.SqliteExtendedErrorCode == raw.SQLITE_CONSTRAINT_CHECK && refused.Message.Contains("registry_action_four_eyes", StringComparison.Ordinal))
                {
                    return RegistryOutcome.SamePerson;
                }

                if (action.Kind is RegistryActionKind.ShadowStopped or RegistryActionKind.Promoted or RegistryActionKind.RolledBack)
                {
                    using var end = new SqliteStatement(connection, "end-shadow-run");
                    end.Run(tenant, action.Number);
                }
                else if (action.Kind == RegistryActionKind.ShadowStarted)
                {
                    using var start = new SqliteStatement(connection, "start-shadow-run");
                    start.Run(tenant, action.Number);
                }

                return RegistryOutcome.Written;
            },
            cancellationToken);

    private static bool IsKept(SqliteConnection connection, string tenant, byte[] sha256)
    {
        using var find = new SqliteStatement(connection, "find-model-file");
        return find.Number(tenant, sha256) == 1;
    }

    private static int KeepPart(SqliteConnection connection, string tenant, byte[] sha256, int part, byte[] payload)
    {
        using var keep = new SqliteStatement(connection, "keep-model-part");
        return keep.Run(tenant, sha256, (long)part, payload);
    }

    private static bool Append(SqliteConnection connection, string tenant, RegistryAction action)
    {
        using var append = new SqliteStatement(connection, "append-registry-action");
        return append.Run(
            tenant, action.Number, (long)action.Kind, action.InForceBefore, action.InForceAfter, action.ShadowAfter, action.Actor, action.Reason, action.Key, action.RequestSha256.ToArray(),
            action.Version) == 1;
    }

    private static ImmutableArray<RegistryAction> Actions(SqliteRow row)
    {
        using (row)
        {
            var actions = ImmutableArray.CreateBuilder<RegistryAction>();
            while (row.Read())
            {
                actions.Add(new RegistryAction
                {
                    Number = row.GetInt64(0),
                    Kind = (RegistryActionKind)row.GetByte(1),
                    Version = row.GetString(2),
                    InForceBefore = TextOrNull(row, 3),
                    InForceAfter = TextOrNull(row, 4),
                    ShadowAfter = TextOrNull(row, 5),
                    Actor = row.GetString(6),
                    Reason = row.GetString(7),
                    Key = TextOrNull(row, 8),
                    RequestSha256 = [.. row.GetBytes(9)],
                    AtMicros = row.GetInt64(10),
                });
            }

            return actions.ToImmutable();
        }
    }

    /// <param name="only"><c>null</c>: the files of every version.</param>
    private static ImmutableArray<ModelVersion> Versions(SqliteRow row, SqliteStatement files, string tenant, string? only)
    {
        var versions = ImmutableArray.CreateBuilder<ModelVersion>();
        using (row)
        {
            while (row.Read())
            {
                versions.Add(new ModelVersion
                {
                    Version = row.GetString(0),
                    Manifest = [.. row.GetBytes(1)],
                    Signature = [.. row.GetBytes(2)],
                    Files = [],
                    TrainedBy = row.GetString(3),
                    RegisteredBy = row.GetString(4),
                    RegisteredAtMicros = row.GetInt64(5),
                });
            }
        }

        var listed = new List<(string Version, RegisteredFile File)>();
        using (var file = files.Read(tenant, only))
        {
            while (file.Read())
            {
                listed.Add((file.GetString(0), new RegisteredFile(file.GetString(1), file.GetString(2), [.. file.GetBytes(3)], file.GetInt64(4))));
            }
        }

        var byVersion = listed.ToLookup(found => found.Version, found => found.File, StringComparer.Ordinal);
        return [.. versions.Select(version => version with { Files = [.. byVersion[version.Version]] })];
    }

    private static string? TextOrNull(SqliteRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
