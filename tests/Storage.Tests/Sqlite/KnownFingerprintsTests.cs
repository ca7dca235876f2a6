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
    public void Names_the_generations_that_have_a_hash_and_hardly_any_other(int seed)
    {
        var random = new Random(seed);
        using var known = Known();
        known.Open(0);
        var committed = new List<(int Generation, long Hash)>();
        for (var generation = 0; generation < 70; generation += random.Next(1, 4))
        {
            committed.AddRange(Store(random, generation, 1000, known).Select(hash => (generation, hash)));
        }

        Assert.True(known.IsFilled);
        var found = new List<int>();
        Assert.All(committed, one =>
        {
            Assert.True(known.MayHave(one.Hash));
            known.Find(one.Hash, found);
            Assert.Contains(one.Generation, found);
        });
        Assert.InRange(committed.Sum(one => Others(known, one.Hash)), 0, 5);
        Assert.InRange(CountWrong(known, random), 0, 5);
    }

    [Fact]
    public void Hash_that_comes_again_is_stored_where_it_is_already()
    {
        using var known = Known();
        known.Open(0);
        Assert.Equal(3, known.Add(3, 4711));
        Assert.Equal(3, known.Add(130, 4711));
        Assert.Equal(3, known.Add(64, 4711));
        Assert.Equal(1, known.Add(1, 4711)); // of a generation before: nobody may come to lie under a later one
        Assert.Equal(1, known.Add(64, 4711));

        var found = new List<int>();
        known.Find(4711, found);
        Assert.Equal([1, 3], found);
    }

    [Fact]
    public void Hash_that_comes_while_the_store_is_read_is_stored_in_its_own_generation()
    {
        var random = new Random(17);
        var stored = Store(random, 0, 1, null)[0];
        SqliteConnections.Run(_connection, "ALTER TABLE fingerprint RENAME TO elsewhere");
        using var known = Known();
        known.Open(1);
        Assert.True(SpinWait.SpinUntil(() => known.HasFailed, TimeSpan.FromSeconds(30)));
        Assert.Equal(5, known.Add(5, stored));
        SqliteConnections.Run(_connection, "ALTER TABLE elsewhere RENAME TO fingerprint");
        _time.Advance(TimeSpan.FromMinutes(2));
        known.AfterBatch();
        AssertFilled(known);

        var found = new List<int>();
        known.Find(stored, found);
        Assert.Equal([0, 5], found);
        Assert.Equal(0, known.Add(5, stored));
    }

    [Fact]
    public void Store_that_is_opened_again_is_read_in_the_background_and_until_then_anything_may_be_there()
    {
        var random = new Random(7);
        var stored = Enumerable.Range(0, 3).SelectMany(generation => Store(random, generation, 20_000, null)).ToList();
        using var known = Known();
        known.Open(2 * FingerprintGeneration.Invoices);
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
        AssertFilled(known);
        Assert.InRange(CountWrong(known, random), 0, 5);
        Assert.All(stored, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public void What_is_added_while_the_store_is_read_is_known_afterwards()
    {
        var random = new Random(11);
        Store(random, 0, 20_000, null);
        using var known = Known();
        known.Open(1);
        SqliteConnections.Run(_connection, "BEGIN");
        Store(random, 0, 900, known);
        SqliteConnections.Run(_connection, "ROLLBACK");
        SqliteConnections.Run(_connection, "BEGIN");
        var committed = Store(random, 0, 900, known).Concat(Store(random, 1, 900, known)).ToList();
        SqliteConnections.Run(_connection, "COMMIT");
        AssertFilled(known);
        Assert.All(committed, hash => Assert.True(known.MayHave(hash)));
    }

    [Fact]
    public async Task Store_that_another_wrote_to_while_it_is_read_is_read_to_its_new_end()
    {
        var random = new Random(19);
        var stored = Store(random, 0, 30_000, null);
        using var known = Known();
        known.Open(1);
        var ofAnother = Store(random, 70, 1000, null);
        known.Forget(70L * FingerprintGeneration.Invoices);
        Assert.All(ofAnother, hash => Assert.True(known.MayHave(hash)));
        AssertFilled(known);
        await known.Reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.All(stored.Concat(ofAnother), hash => Assert.True(known.MayHave(hash)));
        Assert.InRange(CountWrong(known, random), 0, 5);
    }

    [Fact]
    public void Scan_that_fails_leaves_everything_possible_and_is_made_again_after_a_while()
    {
        var random = new Random(13);
        var stored = Store(random, 0, 100, null);
        SqliteConnections.Run(_connection, "ALTER TABLE fingerprint RENAME TO elsewhere");
        using var known = Known();
        known.Open(1);
        Assert.True(SpinWait.SpinUntil(() => known.HasFailed, TimeSpan.FromSeconds(30)));
        known.AfterBatch();
        Assert.True(known.MayHave(random.NextInt64()));

        SqliteConnections.Run(_connection, "ALTER TABLE elsewhere RENAME TO fingerprint");
        _time.Advance(TimeSpan.FromMinutes(2));
        known.AfterBatch();
        AssertFilled(known);
        Assert.InRange(CountWrong(known, random), 0, 5);
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

    private static int Others(KnownFingerprints known, long hash)
    {
        var found = new List<int>();
        known.Find(hash, found);
        return found.Count - 1;
    }

    private KnownFingerprints Known() => new(Options.Create(_options), _time, NullLogger<KnownFingerprints>.Instance);

    // As the writer does: known before it is committed.
    private List<long> Store(Random random, int generation, int count, KnownFingerprints? known)
    {
        SqliteConnections.Run(_connection, "SAVEPOINT stored");
        using var insert = new SqliteStatement(_connection, "insert-fingerprint");
        var hashes = new List<long>(count);
        for (var i = 0; i < count; i++)
        {
            var hash = random.NextInt64(long.MinValue, long.MaxValue);
            insert.Run((long)(known?.Add(generation, hash) ?? generation), hash, 1L, (long)generation * FingerprintGeneration.Invoices);
            hashes.Add(hash);
        }

        SqliteConnections.Run(_connection, "RELEASE stored");
        return hashes;
    }
}
