using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Storage.Scan;

namespace Triage.Storage.Sqlite;

/// <summary>The embedded store, as it is at one moment.</summary>
public sealed class SqliteStoreScan : IStoreScan
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _history;
    private readonly SqliteStatement _invoice;
    private readonly SqliteStatement _request;
    private readonly SqliteStatement _fingerprint;
    private readonly KnownFingerprints _known;
    private readonly List<int> _generations = [];

    public SqliteStoreScan(string directory, TimeProvider time)
    {
        var options = new SqliteStoreOptions { Directory = directory };
        var path = options.FilePath;
        if (!File.Exists(path))
        {
            throw new StoreUnavailableException($"There is no store at {path}.");
        }

        _connection = SqliteConnections.OpenReader(path, time);

        // One transaction: a store that is written meanwhile is checked as it was at one moment.
        SqliteConnections.Run(_connection, "BEGIN");
        SqliteSchema.Require(_connection);
        _history = new SqliteStatement(_connection, "read-history");
        _invoice = new SqliteStatement(_connection, "scan-invoice");
        _request = new SqliteStatement(_connection, "find-request");
        _fingerprint = new SqliteStatement(_connection, "scan-fingerprint");
        using var statement = new SqliteStatement(_connection, "scan-tenant");
        using var row = statement.Read();
        using var last = new SqliteStatement(_connection, "find-last-invoice-id");
        _known = new(Options.Create(options), time, NullLogger<KnownFingerprints>.Instance);
        _known.Open(last.Number());
        Tenant = row.Read() ? row.GetString(0) : throw new StoreUnavailableException("The store belongs to nobody: it was never opened by a silo.");
    }

    public string Tenant { get; }

    public IEnumerable<ScannedInvoice> Invoices()
    {
        using var events = new SqliteStatement(_connection, "scan-events");
        using var row = events.Read();
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
        using var row = _history.Read(Tenant, path);
        while (row.Read())
        {
            Add(history, row, firstColumn: 0);
        }

        return history;
    }

    public ScannedTotals Totals()
    {
        using var totals = new SqliteStatement(_connection, "scan-totals");
        using var row = totals.Read();
        row.Read();
        return new ScannedTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
    }

    public IEnumerable<ScannedRequest> Requests()
    {
        using var requests = new SqliteStatement(_connection, "scan-requests");
        using var row = requests.Read();
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
        using var strays = new SqliteStatement(_connection, "scan-strays");
        using var row = strays.Read();
        while (row.Read())
        {
            yield return new ScannedStrays(row.GetString(0), row.GetInt64(1));
        }
    }

    public IEnumerable<FeedRow> Feed()
    {
        using var events = new SqliteStatement(_connection, "scan-feed");
        using var row = events.Read(Tenant);
        while (row.Read())
        {
            yield return SqliteFeedIndex.ToRow(row, Tenant);
        }
    }

    public bool HasFingerprint(string path, BlockingKey key)
    {
        _known.Reading.GetAwaiter().GetResult(); // once, of a store that is checked from end to end
        _known.Find(key.Hash, _generations);
        foreach (var generation in _generations)
        {
            using var row = _fingerprint.Read((long)generation, key.Hash, (long)key.Day, Tenant, path);
            if (row.Read())
            {
                return true;
            }
        }

        return false;
    }

    public IdempotencyRecord? FindRequest(RequestKey request) => SqliteAppender.Find(_request, Tenant, request);

    public void Dispose()
    {
        _history.Dispose();
        _invoice.Dispose();
        _request.Dispose();
        _fingerprint.Dispose();
        _known.Dispose();
        _connection.Dispose();
    }

    private static void Add(ScannedHistory history, SqliteRow row, int firstColumn) => history.Add(
        row.GetInt64(firstColumn), row.GetInt64(firstColumn + 1), row.GetInt64(firstColumn + 2), row.GetInt64(firstColumn + 3),
        row.GetBytes(firstColumn + 4), row.IsDBNull(firstColumn + 5) ? null : row.GetBytes(firstColumn + 5));

    private static ReportedStatuses StatusesOf(SqliteRow row) =>
        new((InvoiceStatus)row.GetByte(1), (CodingStatus)row.GetByte(7), (PaymentStatus)row.GetByte(8));

    private ScannedInvoice Find(string path, ScannedHistory history)
    {
        using var row = _invoice.Read(Tenant, path);
        return row.Read()
            ? new ScannedInvoice(path, history, new ScannedRow(row.GetInt64(0), StatusesOf(row), (VerdictKind)row.GetByte(2), row.GetInt64(3)),
                row.IsDBNull(4) ? Waiting.Nothing : new Waiting((WaitingKind)row.GetByte(4), row.GetInt64(5)), row.GetInt64(6))
            : new ScannedInvoice(path, history, null, Waiting.Nothing, 0);
    }
}
