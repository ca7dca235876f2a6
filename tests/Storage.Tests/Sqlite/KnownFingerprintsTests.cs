using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Triage.Models.History;
using Triage.Models.Matching;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class KnownFingerprintsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
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
        known.Open(0);
        var committed = new List<long>();
        while (committed.Count < 60_000)
        {
            SqliteConnections.Run(_connection, "BEGIN");
            committed.AddRange(Store(random, 500, known));
            SqliteConnections.Run(_connection, "COMMIT");
            known.AfterBatch();
            Assert.True(known.MayHave(committed[0]) && known.MayHave(committed[^1]) && known.MayHave(committed[random.Next(committed.Count)]));
        }

        AssertFilled(known);
        Assert.InRange(CountWrong(known, random), 0, 50);
        Assert.All(committed, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public void Store_that_is_opened_again_is_read_in_the_background_and_until_then_anything_may_be_there()
    {
        var random = new Random(7);
        var stored = Store(random, 60_000, null);
        using var known = Known(capacity: 1 << 20);
        known.Open(60_000);
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
        AssertFilled(known);
        Assert.InRange(CountWrong(known, random), 0, 50);
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public void Batch_that_is_rolled_back_costs_a_question_and_what_follows_is_known_through_the_next_growth()
    {
        var random = new Random(11);
        using var known = Known(capacity: 1000);
        known.Open(0);
        SqliteConnections.Run(_connection, "BEGIN");
        Store(random, 900, known);
        SqliteConnections.Run(_connection, "ROLLBACK");
        SqliteConnections.Run(_connection, "BEGIN");
        var committed = Store(random, 900, known);
        SqliteConnections.Run(_connection, "COMMIT");
        known.AfterBatch();
        AssertFilled(known);
        Assert.All(committed, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public void Scan_that_fails_leaves_everything_possible_and_is_made_again_after_a_while()
    {
        var random = new Random(13);
        var stored = Store(random, 100, null);
        SqliteConnections.Run(_connection, "ALTER TABLE fingerprint RENAME TO elsewhere");
        using var known = Known(capacity: 1000);
        known.Open(100);
        Assert.True(SpinWait.SpinUntil(() => known.HasFailed, TimeSpan.FromSeconds(30)));
        known.AfterBatch();
        Assert.True(known.MayHave(random.NextInt64()));

        SqliteConnections.Run(_connection, "ALTER TABLE elsewhere RENAME TO fingerprint");
        _time.Advance(TimeSpan.FromMinutes(2));
        known.AfterBatch();
        AssertFilled(known);
        Assert.InRange(CountWrong(known, random), 0, 50);
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
    }

    /// <summary>It may not, and the lock of the data directory keeps it away. Were it there all the same, no twin would be missed from the next batch on.</summary>
    [Fact]
    public async Task Store_that_another_wrote_to_is_read_anew()
    {
        var token = TestContext.Current.CancellationToken;
        using var first = new SqliteTestStore(directory: _directory.Path);
        await first.Log.AppendAsync(InvoiceLogContract.Received("a", "a", bill: InvoiceLogContract.Unlike("a")), token);
        using var other = new SqliteTestStore(directory: _directory.Path);
        await other.Log.AppendAsync(InvoiceLogContract.Received("b", "b"), token);
        var (self, keys) = (InvoiceLogContract.Key("c"), BlockingKeys.ToLookUp(Samples.Invoice("c")));
        var guess = await first.Twins.FindAsync(self, keys, 50, isChecked: true, token);
        var judged = InvoiceLogContract.Received("c", "c") with { JudgedBy = new JudgedBy(guess.Counts!.Value, 0) }; // few lie under a key here
        Assert.Equal(AppendOutcome.Overtaken, (await first.Log.AppendAsync(judged, token)).Outcome);
        Assert.Single((await first.Twins.FindAsync(self, keys, 50, isChecked: true, token)).Items);
    }

    [Fact]
    public async Task Look_up_in_a_store_opened_again_finds_the_twin()
    {
        using (var first = new SqliteTestStore(directory: _directory.Path))
        {
            await first.Log.AppendAsync(InvoiceLogContract.Received("a", "a"), TestContext.Current.CancellationToken);
        }

        using var again = new SqliteTestStore(directory: _directory.Path);
        var found = await again.Twins.FindAsync(InvoiceLogContract.Key("b"), BlockingKeys.ToLookUp(Samples.Invoice("b")), 50, isChecked: true, TestContext.Current.CancellationToken);
        Assert.Single(found.Items);
    }

    private static void AssertFilled(KnownFingerprints known) => Assert.True(SpinWait.SpinUntil(() => known.IsFilled, TimeSpan.FromSeconds(30)), "It was never filled.");

    private static int CountWrong(KnownFingerprints known, Random random) => Enumerable.Range(0, 1000).Count(_ => known.MayHave(random.NextInt64()));

    private KnownFingerprints Known(long capacity) =>
        new(Options.Create(_options), _time, NullLogger<KnownFingerprints>.Instance) { CapacityLeast = capacity };

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
