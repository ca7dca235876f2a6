using System.Numerics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Triage.Storage.Sqlite;

/// <summary>
/// Which generations of fingerprints surely do not have a hash, so that most look-ups need not ask the store, and the others ask few of them.
/// One process alone writes an embedded store, and its writer adds each hash before the row is committed: what is committed is always known,
/// what was rolled back only costs a question. What was stored before the start is read in the background, generation by
/// generation; until one is read, every hash may be in it. Takes 16 bytes an invoice.
/// </summary>
internal sealed partial class KnownFingerprints(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<KnownFingerprints> logger) : IDisposable
{
    private const int ScannedAtOnce = 20_000;

    private static readonly TimeSpan UntilAgain = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _turning = new();

    // Only the writer makes it longer. Nobody asks before Open: who reads the store has waited for its writer.
    private Part[] _parts = [];
    private Task _reading = Task.CompletedTask;
    private Thread? _filler;
    private long? _failedAt;

    /// <summary>
    /// Ends when what was stored is read, or could not be. Until then each key would be looked for in every generation: whoever
    /// asks had better wait.
    /// </summary>
    public Task Reading => Volatile.Read(ref _reading);

    /// <summary>Whether it answers from all that is stored.</summary>
    internal bool IsFilled => Volatile.Read(ref _parts).All(part => part.Unread == 0);

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

    public bool MayHave(long hash)
    {
        foreach (var part in Volatile.Read(ref _parts))
        {
            if (part.MayHave(hash) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The generations that may have it, the oldest first.</summary>
    public void Find(long hash, List<int> generations)
    {
        generations.Clear();
        var first = 0;
        foreach (var part in Volatile.Read(ref _parts))
        {
            for (var may = part.MayHave(hash); may != 0; may &= may - 1)
            {
                generations.Add(first + BitOperations.TrailingZeroCount(may));
            }

            first += GenerationFilter.Generations;
        }
    }

    /// <summary>Before the writer's first append.</summary>
    /// <param name="lastInvoiceId">The highest that is stored; 0: none is.</param>
    public void Open(long lastInvoiceId)
    {
        if (lastInvoiceId > 0)
        {
            Read(lastInvoiceId);
        }
    }

    /// <summary>By the writer alone, before the commit.</summary>
    /// <param name="own">The invoice's generation.</param>
    /// <returns>The generation under which it is to be stored: one that has the hash already, so that who looks for it asks one alone, else its own.</returns>
    public int Add(int own, long hash)
    {
        MakeRoomFor(own);
        if (Home(own, hash) is { } home)
        {
            return home;
        }

        PartOf(own).Filter.Add(own % GenerationFilter.Generations, hash);
        return own;
    }

    /// <summary>By the writer, after a commit.</summary>
    public void AfterBatch()
    {
        lock (_turning)
        {
            if (_failedAt is { } failed && time.GetElapsedTime(failed) > UntilAgain)
            {
                Begin();
            }
        }
    }

    /// <summary>By the writer, where another wrote to the store: nothing is known any more, until it is read anew.</summary>
    public void Forget(long lastInvoiceId)
    {
        lock (_turning)
        {
            Read(lastInvoiceId);
        }

        WrittenByAnother();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _filler?.Join();
        _closing.Dispose();
    }

    /// <summary>
    /// The oldest up to its own that is known to have it. A wrong guess does no harm: who looks for the hash guesses the same, and after
    /// the next start it is known where it lies.
    /// </summary>
    private int? Home(int own, long hash)
    {
        for (var part = 0; part <= own / GenerationFilter.Generations; part++)
        {
            var known = _parts[part].Filter.MayHave(hash) & ~_parts[part].Unread;
            var first = (part * GenerationFilter.Generations) + BitOperations.TrailingZeroCount(known);
            if (known != 0)
            {
                return first <= own ? first : null;
            }
        }

        return null;
    }

    private void MakeRoomFor(int generation)
    {
        while (_parts.Length * GenerationFilter.Generations <= generation)
        {
            Volatile.Write(ref _parts, [.. _parts, new Part()]);
        }
    }

    private void Read(long lastInvoiceId)
    {
        var last = FingerprintGeneration.Of(lastInvoiceId);
        MakeRoomFor(last);
        for (var generation = 0; generation <= last; generation++)
        {
            PartOf(generation).Unread |= Bit(generation);
        }

        Begin();
    }

    // The writer adds to every generation meanwhile, so the scan need only find what is committed already.
    private void Begin()
    {
        var (turn, before) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), _filler);
        _failedAt = null;
        Volatile.Write(ref _reading, turn.Task);
        _filler = new Thread(() =>
        {
            before?.Join();
            Scan(turn.Task);
            turn.SetResult();
        }) { IsBackground = true, Name = "sqlite-fingerprints" };
        _filler.Start();
    }

    /// <summary>The latest first: most twins came lately.</summary>
    /// <param name="turn">Its own <see cref="Reading"/>: another stands there when another scan has begun.</param>
    private void Scan(Task turn)
    {
        try
        {
            using var connection = SqliteConnections.OpenReader(options.Value.FilePath, time);
            using var list = new SqliteStatement(connection, "list-fingerprint-hashes");
            for (var generation = (Volatile.Read(ref _parts).Length * GenerationFilter.Generations) - 1; generation >= 0; generation--)
            {
                if (!TryScan(list, turn, generation))
                {
                    return;
                }
            }
        }
        catch (Exception failure)
        {
            // Whatever it is: what is answered stays right, it only says "may" more often.
            ScanFailed(failure);
            lock (_turning)
            {
                _failedAt = _reading == turn ? time.GetTimestamp() : _failedAt;
            }
        }
    }

    /// <returns><c>false</c>: closing, or another scan has begun.</returns>
    private bool TryScan(SqliteStatement list, Task turn, int generation)
    {
        var part = PartOf(generation);
        if ((part.Unread & Bit(generation)) == 0)
        {
            return true; // read before another failed
        }

        for (long? from = long.MinValue; from is { } start;)
        {
            // A short transaction each: while one is open the log cannot be begun anew.
            from = ScanFrom(list, generation, start, part.Filter);
            if (_closing.IsCancellationRequested)
            {
                return false;
            }
        }

        lock (_turning)
        {
            if (_reading != turn)
            {
                return false;
            }

            part.Unread &= ~Bit(generation);
            return true;
        }
    }

    /// <returns>Where to go on; <c>null</c> at the end.</returns>
    private static long? ScanFrom(SqliteStatement list, int generation, long from, GenerationFilter filter)
    {
        using var row = list.Read((long)generation, from, ScannedAtOnce);
        var read = 0;
        var last = from;
        for (; row.Read(); read++)
        {
            last = row.GetInt64(0);
            filter.Add(generation % GenerationFilter.Generations, last);
        }

        return read < ScannedAtOnce || last == long.MaxValue ? null : last + 1;
    }

    private Part PartOf(int generation) => Volatile.Read(ref _parts)[generation / GenerationFilter.Generations];

    private static ulong Bit(int generation) => 1UL << (generation % GenerationFilter.Generations);

    private sealed class Part
    {
        private ulong _unread;

        public GenerationFilter Filter { get; } = new();

        /// <summary>Generations of which not all that is stored is known. Changed under the lock, or before anybody asks.</summary>
        public ulong Unread
        {
            get => Volatile.Read(ref _unread);
            set => Volatile.Write(ref _unread, value);
        }

        public ulong MayHave(long hash) => Unread | Filter.MayHave(hash);
    }
}
