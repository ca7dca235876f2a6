using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triage.Models.Matching;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class KnownFingerprintsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SqliteStoreOptions _options;
    private readonly SqliteConnection _connection;

    public KnownFingerprintsTests()
    {
        _options = new SqliteStoreOptions { Directory = _directory.Path };
        _connection = SqliteConnections.OpenWriter(_options.FilePath, TimeProvider.System);
        SqliteSchema.Migrate(_connection, "local");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Grows_while_it_is_added_to_and_never_forgets_what_is_committed(int seed)
    {
        var random = new Random(seed);
        using var known = Known(capacity: 64);
        known.Open(_connection);
        var committed = new List<long>();
        while (committed.Count < 60_000)
        {
            SqliteConnections.Run(_connection, "BEGIN");
            committed.AddRange(Store(random, 500, known));
            SqliteConnections.Run(_connection, "COMMIT");
            known.AfterBatch();
            Assert.True(known.MayHave(committed[0]) && known.MayHave(committed[^1]) && known.MayHave(committed[random.Next(committed.Count)]));
        }

        Assert.True(SpinWait.SpinUntil(() => IsSelective(known, random), TimeSpan.FromSeconds(30)), "It never grew.");
        Assert.All(committed, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public void Store_that_is_opened_again_is_read_in_the_background_and_until_then_anything_may_be_there()
    {
        var random = new Random(7);
        SqliteConnections.Run(_connection, "INSERT INTO invoice (id, tenant, invoice, position, seq, status, verdict, would_be, exception_bits, kind, source_system, currency, received_at_us, twin_summary) VALUES (20000, 'local', 'erp/a', 1, 1, 1, 1, 1, 0, 1, 'erp', 'GBP', 1, x'')");
        var stored = Store(random, 60_000, null);
        using var known = Known(capacity: 1 << 20);
        known.Open(_connection);
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
        Assert.True(SpinWait.SpinUntil(() => IsSelective(known, random), TimeSpan.FromSeconds(30)), "It was never read.");
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public async Task Look_up_in_a_store_opened_again_finds_the_twin()
    {
        using (var first = new SqliteTestStore(directory: _directory.Path))
        {
            await first.Log.AppendAsync(InvoiceLogContract.Received("a", "a"), TestContext.Current.CancellationToken);
        }

        using var again = new SqliteTestStore(directory: _directory.Path);
        for (var i = 0; i < 2; i++)
        {
            var found = await again.Twins.FindAsync(InvoiceLogContract.Key("b"), BlockingKeys.ToLookUp(Samples.Invoice("b")), 50, isChecked: true, TestContext.Current.CancellationToken);
            Assert.Single(found.Items);
            await Task.Yield();
        }
    }

    private static bool IsSelective(KnownFingerprints known, Random random) =>
        Enumerable.Range(0, 1000).Count(_ => known.MayHave(random.NextInt64())) < 50;

    private KnownFingerprints Known(long capacity) =>
        new(Options.Create(_options), TimeProvider.System, NullLogger<KnownFingerprints>.Instance) { CapacityLeast = capacity };

    // As the writer does: known before it is committed.
    private List<long> Store(Random random, int count, KnownFingerprints? known)
    {
        using var insert = new SqliteStatement(_connection, "insert-fingerprint");
        var hashes = new List<long>(count);
        for (var i = 0; i < count; i++)
        {
            var hash = random.NextInt64(long.MinValue, long.MaxValue);
            known?.Add(hash);
            insert.Run(hash, 1L, 1L);
            hashes.Add(hash);
        }

        return hashes;
    }
}
