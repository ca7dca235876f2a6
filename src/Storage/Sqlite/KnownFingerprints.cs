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
    private const int ScannedAtOnce = 5000;

    /// <summary>256 MB. A store with more, some 27 million invoices, is asked more often.</summary>
    private const long CapacityMost = 1 << 27;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan UntilAgain = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _turning = new();
    private HashFilter? _asked;
    private HashFilter? _filling;
    private Thread? _filler;
    private long _count;
    private long? _failedAt;

    /// <summary>Hashes that the first filter takes before it has to grow: 2 MB.</summary>
    internal long CapacityLeast { get; init; } = 1 << 20;

    /// <summary>Whether it answers from all that is stored, and nothing is being read.</summary>
    internal bool IsFilled => Volatile.Read(ref _asked) is not null && Volatile.Read(ref _filling) is null;

    internal bool HasFailed
    {
        get
        {
            lock (_turning)
            {
                return _failedAt is not null;
            }
        }
    }

    public bool MayHave(long hash) => Volatile.Read(ref _asked)?.MayHave(hash) ?? true;

    /// <summary>Before the writer's first append.</summary>
    /// <param name="stored">About so many fingerprints are there.</param>
    public void Open(long stored)
    {
        _count = stored;
        if (stored == 0)
        {
            _asked = new HashFilter(CapacityLeast);
        }
        else
        {
            Fill();
        }
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
        lock (_turning)
        {
            var isTooSmall = _asked is null || (_count > _asked.Capacity && _asked.Capacity < CapacityMost);
            if (isTooSmall && _filling is null && (_failedAt is not { } failed || time.GetElapsedTime(failed) > UntilAgain))
            {
                Fill();
            }
        }
    }

    /// <summary>By the writer, where another wrote to the store: nothing is known any more, until it is read anew.</summary>
    public void Forget()
    {
        lock (_turning)
        {
            Volatile.Write(ref _asked, null);
            Volatile.Write(ref _filling, null);
        }

        WrittenByAnother();
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
        var filling = new HashFilter(Math.Clamp(_count * 2, CapacityLeast, CapacityMost));
        Volatile.Write(ref _filling, filling);
        var before = _filler;
        _filler = new Thread(() =>
        {
            before?.Join();
            Scan(filling);
        }) { IsBackground = true, Name = "sqlite-fingerprints" };
        _filler.Start();
    }

    private void Scan(HashFilter filling)
    {
        try
        {
            using var connection = SqliteConnections.OpenReader(options.Value.FilePath, time);
            using var list = new SqliteStatement(connection, "list-fingerprint-hashes");
            for (long? from = long.MinValue; from is { } start && Volatile.Read(ref _filling) == filling;)
            {
                // A short transaction each: while one is open the log cannot be begun anew.
                from = ScanFrom(list, start, filling);
                if (_closing.Token.WaitHandle.WaitOne(Pause))
                {
                    return;
                }
            }
        }
        catch (Exception failure)
        {
            // Whatever it is: what is asked until now stays right, it only says "may" more often.
            ScanFailed(failure);
            OnFailed(filling);
            return;
        }

        lock (_turning)
        {
            if (_filling == filling)
            {
                Volatile.Write(ref _asked, filling);
                Volatile.Write(ref _filling, null);
            }
        }
    }

    private void OnFailed(HashFilter filling)
    {
        lock (_turning)
        {
            _failedAt = time.GetTimestamp();
            if (_filling == filling)
            {
                Volatile.Write(ref _filling, null);
            }
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
