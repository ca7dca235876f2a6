using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Triage.Storage.Sqlite;

/// <summary>
/// Which fingerprints the store surely does not have, so that most look-ups need not ask it. One process alone writes
/// an embedded store, and its writer adds each hash before the row is committed: what is committed is always known, what was
/// rolled back only costs a question. Filled from the store in the background, when it opens and whenever it has grown;
/// until the first filling ends, every hash may be there.
/// </summary>
internal sealed partial class KnownFingerprints(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<KnownFingerprints> logger) : IDisposable
{
    private const int FingerprintsPerInvoice = 5;
    private const int ScannedAtOnce = 50_000;

    private readonly CancellationTokenSource _closing = new();
    private HashFilter? _asked;
    private HashFilter? _filling;
    private Thread? _filler;
    private long _count;

    /// <summary>Hashes that the first filter takes before it has to grow: 2 MB.</summary>
    internal long CapacityLeast { get; init; } = 1 << 20;

    public bool MayHave(long hash) => Volatile.Read(ref _asked)?.MayHave(hash) ?? true;

    /// <summary>Before the writer's first append.</summary>
    /// <param name="connection">The writer's, migrated.</param>
    public void Open(SqliteConnection connection)
    {
        using var count = new SqliteStatement(connection, "find-last-invoice-id");
        _count = count.Number() * FingerprintsPerInvoice;
        if (_count == 0)
        {
            _asked = new HashFilter(CapacityLeast);
            return;
        }

        Fill();
    }

    /// <summary>By the writer alone, before the commit.</summary>
    public void Add(long hash)
    {
        // In this order: the filler puts its filter in the one place before it takes it from the other.
        Volatile.Read(ref _filling)?.Add(hash);
        Volatile.Read(ref _asked)?.Add(hash);
        _count++;
    }

    /// <summary>By the writer, when all that it added is committed: a scan that begins earlier would miss what is not.</summary>
    public void AfterBatch()
    {
        if (_asked is { } asked && _count > asked.Capacity && Volatile.Read(ref _filling) is null)
        {
            Fill();
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _filler?.Join();
        _closing.Dispose();
    }

    // From now on the writer adds to it, so the scan need only find what is committed already.
    private void Fill()
    {
        _filling = new HashFilter(Math.Max(CapacityLeast, _count * 2));
        _filler = new Thread(Scan) { IsBackground = true, Name = "sqlite-fingerprints" };
        _filler.Start();
    }

    private void Scan()
    {
        var filling = _filling!; // set before the thread starts
        try
        {
            using var connection = SqliteConnections.OpenReader(options.Value.FilePath, time);
            using var list = new SqliteStatement(connection, "list-fingerprint-hashes");
            for (long? from = long.MinValue; from is { } start && !_closing.IsCancellationRequested;)
            {
                // A transaction each: a long one would keep the log from being used again.
                from = ScanFrom(list, start, filling);
            }
        }
        catch (SqliteException failure)
        {
            // Not tried again: what is asked until now stays right, it only says "may" more often.
            ScanFailed(failure);
            return;
        }

        if (!_closing.IsCancellationRequested)
        {
            Volatile.Write(ref _asked, filling);
            Volatile.Write(ref _filling, null);
        }
    }

    /// <returns>Where to go on; <c>null</c> at the end.</returns>
    private static long? ScanFrom(SqliteStatement list, long from, HashFilter filling)
    {
        using var row = list.Read(from, ScannedAtOnce);
        var read = 0;
        var last = from;
        for (; row.Read(); read++)
        {
            last = row.GetInt64(0);
            filling.Add(last);
        }

        return read < ScannedAtOnce || last == long.MaxValue ? null : last + 1;
    }
}
