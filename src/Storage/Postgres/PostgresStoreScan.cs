using Npgsql;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Storage.Scan;

namespace Triage.Storage.Postgres;

/// <summary>
/// One tenant of a PostgreSQL store. Two connections that share one snapshot: while one walks the events,
/// the other looks up what belongs to them.
/// </summary>
public sealed class PostgresStoreScan : IStoreScan
{
    private readonly NpgsqlConnection _walk;
    private readonly NpgsqlConnection _look;

    private PostgresStoreScan(string tenant, NpgsqlConnection walk, NpgsqlConnection look) => (Tenant, _walk, _look) = (tenant, walk, look);

    public string Tenant { get; }

    /// <exception cref="StoreRefusedException">Says what to do.</exception>
    /// <exception cref="StoreUnavailableException">The server cannot be reached.</exception>
    public static IReadOnlyList<string> Tenants(string connectionString)
    {
        using var connection = Open(connectionString);
        using var command = Command(connection, "scan-tenants");
        using var row = command.ExecuteReader();
        var tenants = new List<string>();
        while (row.Read())
        {
            tenants.Add(row.GetString(0));
        }

        return tenants;
    }

    public static PostgresStoreScan Open(string connectionString, string tenant)
    {
        var walk = Open(connectionString);
        NpgsqlConnection? look = null;
        try
        {
            Run(walk, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", walk);
            var snapshot = (string)export.ExecuteScalar()!; // the function always answers
            look = Open(connectionString);
            Run(look, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            Run(look, $"SET TRANSACTION SNAPSHOT '{snapshot}'");
            return new PostgresStoreScan(tenant, walk, look);
        }
        catch
        {
            look?.Dispose();
            walk.Dispose();
            throw;
        }
    }

    public IEnumerable<ScannedInvoice> Invoices()
    {
        using var events = Command(_walk, "scan-events", Tenant);
        using var row = events.ExecuteReader();
        string? path = null;
        var history = new ScannedHistory();
        while (row.Read())
        {
            var next = row.GetString(0);
            if (path is not null && path != next)
            {
                yield return Find(path, history);
                history = new ScannedHistory();
            }

            path = next;
            Add(history, row, firstColumn: 1);
        }

        if (path is not null)
        {
            yield return Find(path, history);
        }
    }

    public ScannedHistory History(string path)
    {
        var history = new ScannedHistory();
        using var command = Command(_look, "read-history", Tenant, path);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            Add(history, row, firstColumn: 0);
        }

        return history;
    }

    public ScannedTotals Totals()
    {
        using var command = Command(_look, "scan-totals", Tenant);
        using var row = command.ExecuteReader();
        row.Read();
        return new ScannedTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
    }

    public IEnumerable<ScannedRequest> Requests()
    {
        using var command = Command(_walk, "scan-requests", Tenant);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new ScannedRequest(
                new RequestKey(row.GetString(0), row.GetString(1)),
                row.GetString(2),
                row.IsDBNull(3) ? null : row.GetInt64(3),
                row.IsDBNull(4) ? null : row.GetInt64(4));
        }
    }

    public IEnumerable<ScannedStrays> Strays()
    {
        using var command = Command(_walk, "scan-strays", Tenant);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new ScannedStrays(row.GetString(0), row.GetInt64(1));
        }
    }

    public IEnumerable<FeedRow> Feed()
    {
        using var command = Command(_walk, "scan-feed", Tenant);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            yield return PostgresFeedIndex.ToRow(row, Tenant);
        }
    }

    public bool HasFingerprint(string path, BlockingKey key)
    {
        using var command = Command(_look, "scan-fingerprint", Tenant, key.Hash, key.Day, path);
        return command.ExecuteScalar() is not null;
    }

    public IdempotencyRecord? FindRequest(RequestKey request)
    {
        using var command = Command(_look, "find-request", Tenant, request.Rpc, request.Key);
        using var row = command.ExecuteReader();
        return row.Read() ? PostgresReads.ToRecord(row) : null;
    }

    public void Dispose()
    {
        _look.Dispose();
        _walk.Dispose();
    }

    private static void Add(ScannedHistory history, NpgsqlDataReader row, int firstColumn) => history.Add(
        row.GetInt64(firstColumn), row.GetInt64(firstColumn + 1), row.GetInt64(firstColumn + 2), row.GetInt64(firstColumn + 3),
        row.GetFieldValue<byte[]>(firstColumn + 4), row.IsDBNull(firstColumn + 5) ? null : row.GetFieldValue<byte[]>(firstColumn + 5));

    private static ReportedStatuses StatusesOf(NpgsqlDataReader row) =>
        new((InvoiceStatus)row.GetInt16(1), (CodingStatus)row.GetInt16(7), (PaymentStatus)row.GetInt16(8));

    private ScannedInvoice Find(string path, ScannedHistory history)
    {
        using var command = Command(_look, "scan-invoice", Tenant, path);
        using var row = command.ExecuteReader();
        return row.Read()
            ? new ScannedInvoice(path, history, new ScannedRow(row.GetInt64(0), StatusesOf(row), (VerdictKind)row.GetInt16(2), row.GetInt64(3)),
                row.IsDBNull(4) ? Waiting.Nothing : new Waiting((WaitingKind)row.GetInt16(4), row.GetInt64(5)), row.GetInt64(6))
            : new ScannedInvoice(path, history, null, Waiting.Nothing, 0);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement, params ReadOnlySpan<object?> values)
    {
        var command = PostgresReads.Command(connection, SqlText.Statement("Postgres", statement), values);
        command.CommandTimeout = 0;
        return command;
    }

    private static NpgsqlConnection Open(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, MaxAutoPrepare = 16, AutoPrepareMinUsages = 2 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (NpgsqlException failure)
        {
            connection.Dispose();
            throw StoreRefusals.Explain(failure, connectionString);
        }
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
