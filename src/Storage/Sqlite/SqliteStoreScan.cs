using Microsoft.Data.Sqlite;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Sqlite;

/// <summary>Reads a whole store for checking, one invoice at a time; believes nothing but the rows.</summary>
public sealed class SqliteStoreScan : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _invoice;
    private readonly SqliteStatement _request;

    public SqliteStoreScan(string directory, TimeProvider time)
    {
        var path = new SqliteStoreOptions { Directory = directory }.FilePath;
        if (!File.Exists(path))
        {
            throw new StoreUnavailableException($"There is no store at {path}.");
        }

        _connection = SqliteConnections.OpenReader(path, time);
        _invoice = new SqliteStatement(_connection, "scan-invoice");
        _request = new SqliteStatement(_connection, "find-request");
        using var statement = new SqliteStatement(_connection, "scan-tenant");
        using var row = statement.Read();
        Tenant = row.Read() ? row.GetString(0) : throw new StoreUnavailableException("The store belongs to nobody: it was never opened by a silo.");
    }

    public string Tenant { get; }

    /// <summary>Every invoice that has events, in key order.</summary>
    public IEnumerable<ScannedInvoice> Invoices()
    {
        using var events = new SqliteStatement(_connection, "scan-events");
        using var row = events.Read();
        string? path = null;
        var history = new List<StoredEvent>();
        while (row.Read())
        {
            var next = row.GetString(0);
            if (path is not null && path != next)
            {
                yield return Find(path, history);
                history = [];
            }

            path = next;
            var sensitive = row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6);
            var happened = EventCodec.Decode((InvoiceEventType)row.GetByte(3), row.GetInt64(4), row.GetFieldValue<byte[]>(5), sensitive);
            history.Add(new StoredEvent(row.GetInt64(1), row.GetInt64(2), happened));
        }

        if (path is not null)
        {
            yield return Find(path, history);
        }
    }

    public ScannedTotals Totals()
    {
        using var totals = new SqliteStatement(_connection, "scan-totals");
        using var row = totals.Read();
        row.Read();
        return new ScannedTotals(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
    }

    public IdempotencyRecord? FindRequest(RequestKey request) => SqliteAppender.Find(_request, Tenant, request);

    public void Dispose()
    {
        _invoice.Dispose();
        _request.Dispose();
        _connection.Dispose();
    }

    private ScannedInvoice Find(string path, List<StoredEvent> history)
    {
        using var row = _invoice.Read(Tenant, path);
        return row.Read()
            ? new ScannedInvoice(path, history, new ScannedRow(row.GetInt64(0), (InvoiceStatus)row.GetByte(1), (VerdictKind)row.GetByte(2), row.GetInt64(3)),
                row.IsDBNull(4) ? Waiting.Nothing : new Waiting((WaitingKind)row.GetByte(4), row.GetInt64(5)), row.GetInt64(6))
            : new ScannedInvoice(path, history, null, Waiting.Nothing, 0);
    }
}

/// <summary>What the store holds of one invoice.</summary>
/// <param name="Row">The projection beside the history; <c>null</c> where it is missing.</param>
public sealed record ScannedInvoice(string Path, IReadOnlyList<StoredEvent> History, ScannedRow? Row, Waiting Waiting, long OpenReviewItems);

public sealed record ScannedRow(long Seq, InvoiceStatus Status, VerdictKind Verdict, long ExceptionBits);

public sealed record ScannedTotals(long Invoices, long Waiting, long WaitingOrphans, long Events, long LastPosition, long FeedHead);
