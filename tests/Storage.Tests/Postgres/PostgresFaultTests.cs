using Npgsql;
using Triage.Models.History;
using Triage.Models.Matching;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

/// <summary>What dies, stalls or breaks under a load: nothing acknowledged is lost, nothing is written twice, and it goes on.</summary>
public sealed class PostgresFaultTests
{
    private const int Appends = 400;
    private static readonly Dictionary<string, string?> OneWriter = new() { ["Postgres:WritersCount"] = "1" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_server_crashes_in_the_middle_every_append_is_there_once()
    {
        using var server = PostgresServer.Start();
        using var store = new PostgresTestStore(server);
        var load = LoadAsync(store);
        for (var crash = 0; crash < 3; crash++)
        {
            await load.Progress(Appends * (crash + 1) / 5);
            server.Crash();
            server.Restart();
        }

        Assert.True(await load.Refused > 0, "No crash met an append.");
        await Retried.AllAreStoredOnceAsync(store.Log, load.Keys, Stop);
    }

    [Fact]
    public async Task Append_sessions_are_ended_in_the_middle_every_append_is_there_once()
    {
        using var store = new PostgresTestStore();
        var load = LoadAsync(store);
        for (var n = 1; n <= 8; n++)
        {
            await load.Progress(Appends * n / 10);
            store.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'triage'");
        }

        await load.Refused;
        await Retried.AllAreStoredOnceAsync(store.Log, load.Keys, Stop);
    }

    [Fact]
    public async Task Append_answer_is_lost_on_the_wire_what_is_stored_counts_as_committed()
    {
        using var proxy = new TcpProxy(PostgresServer.Shared.Port);
        using var store = new PostgresTestStore(settings: OneWriter, through: direct => new NpgsqlConnectionStringBuilder(direct) { Port = proxy.Port, Pooling = false }.ToString());
        Assert.Equal(AppendOutcome.Committed, (await store.Log.AppendAsync(InvoiceLogContract.Received("before", "before"), Stop)).Outcome);
        for (var n = 0; n < 20; n++)
        {
            proxy.BreakAtNextAnswer();
            Assert.Equal(AppendOutcome.Committed, (await store.Log.AppendAsync(InvoiceLogContract.Received($"lost{n}", $"lost{n}"), Stop)).Outcome);
        }

        // Every other append meets the session that the one before it opened.
        Assert.True(proxy.Broken >= 10, $"{proxy.Broken} answers were lost.");
    }

    [Fact]
    public async Task Append_twins_of_two_silos_that_saw_none_one_of_each_pair_is_written()
    {
        const int Pairs = 200;
        using var store = new PostgresTestStore();
        using var other = new PostgresTestStore(store);
        var none = await store.Twins.FindAsync(InvoiceLogContract.Key("none"), BlockingKeys.ToLookUp(InvoiceLogContract.Unlike("none")), 50, isChecked: false, Stop);
        Assert.All(none.Counts!.Value, count => Assert.Equal(0, count.Count)); // nothing is there
        var pairs = Enumerable.Range(0, Pairs).Select(async n =>
        {
            Task<AppendResult> Append(PostgresTestStore silo, string id) => silo.Log.AppendAsync(InvoiceLogContract.Judged(InvoiceLogContract.Unlike($"pair{n}") with { SourceInvoiceId = id }, id), Stop);
            return await Task.WhenAll(Append(store, $"one{n}"), Append(other, $"other{n}"));
        });
        foreach (var results in await Task.WhenAll(pairs))
        {
            Assert.Equal([AppendOutcome.Committed, AppendOutcome.Overtaken], results.Select(result => result.Outcome).Order());
        }
    }

    [Fact]
    public async Task Append_twin_of_another_tenant_is_none()
    {
        using var store = new PostgresTestStore();
        var invoice = InvoiceLogContract.Unlike("shared");
        Assert.Equal(AppendOutcome.Committed, (await store.Log.AppendAsync(InvoiceLogContract.Judged(invoice, "a", "tenant-a"), Stop)).Outcome);
        Assert.Equal(AppendOutcome.Committed, (await store.Log.AppendAsync(InvoiceLogContract.Judged(invoice, "b", "tenant-b"), Stop)).Outcome);
        Assert.Equal(AppendOutcome.Overtaken, (await store.Log.AppendAsync(InvoiceLogContract.Judged(invoice with { SourceInvoiceId = "again" }, "c", "tenant-b"), Stop)).Outcome);
    }

    [Fact]
    public async Task Append_crowd_of_twins_does_not_hold_up_another_tenant()
    {
        using var store = new PostgresTestStore(settings: OneWriter);
        var crowd = Enumerable.Range(0, 2000).Select(n => store.Log.AppendAsync(InvoiceLogContract.Judged(InvoiceLogContract.Unlike("crowd") with { SourceInvoiceId = $"c{n}" }, $"c{n}", "many"), Stop)).ToArray();
        Assert.Equal(AppendOutcome.Committed, (await store.Log.AppendAsync(InvoiceLogContract.Judged(InvoiceLogContract.Unlike("quiet"), "quiet", "few"), Stop)).Outcome);
        var results = await Task.WhenAll(crowd);
        Assert.Equal(1, results.Count(result => result.Outcome == AppendOutcome.Committed));
        Assert.Equal(1999, results.Count(result => result.Outcome == AppendOutcome.Overtaken));

        // What meets its twin in a batch is refused with it: each at the head of a call of its own would be 2,000 calls.
        Assert.True(store.Scalar<long>("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()") < 1000, "Twins went one a call.");
    }

    [Fact]
    public async Task Append_while_others_hold_the_tables_is_unavailable_and_the_next_is_written()
    {
        using var store = new PostgresTestStore(settings: new Dictionary<string, string?> { ["Postgres:LockTimeout"] = "00:00:00.2" });
        await using (var other = new NpgsqlConnection(store.ConnectionString))
        {
            await other.OpenAsync(Stop);
            await using var transaction = await other.BeginTransactionAsync(Stop);
            await using var hold = new NpgsqlCommand("LOCK TABLE invoice IN EXCLUSIVE MODE", other);
            await hold.ExecuteNonQueryAsync(Stop);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Log.AppendAsync(InvoiceLogContract.Received("held", "held"), Stop));
        }

        Assert.Empty(await store.Log.ReadAsync(InvoiceLogContract.Key("held"), Stop));
        Assert.Equal(AppendOutcome.Committed, (await store.Log.AppendAsync(InvoiceLogContract.Received("held", "held"), Stop)).Outcome);
    }

    [Fact]
    public async Task Append_deadlocked_with_another_is_made_again_and_written()
    {
        using var store = new PostgresTestStore();
        await store.Log.AppendAsync(InvoiceLogContract.Received("first", "first"), Stop);
        await using var other = new NpgsqlConnection(store.ConnectionString);
        await other.OpenAsync(Stop);
        await using var transaction = await other.BeginTransactionAsync(Stop);

        // The other holds a table, the append the feed's head; then each wants what the other has, and the append is the one that gives way.
        await RunAsync(other, "LOCK TABLE fingerprint IN SHARE ROW EXCLUSIVE MODE");
        await RunAsync(other, "SET LOCAL deadlock_timeout = '10s'");
        var append = store.Log.AppendAsync(InvoiceLogContract.Received("second", "second"), Stop);
        await WaitUntilAsync(store, "SELECT count(*) FROM pg_locks WHERE NOT granted");
        await RunAsync(other, "SELECT * FROM feed_head FOR UPDATE");
        await transaction.RollbackAsync(Stop);

        // Made again while the other still waited for the feed's head, it may have been chosen once more.
        Assert.InRange(store.Scalar<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"), 1, long.MaxValue);
        Assert.Equal(AppendOutcome.Committed, (await append).Outcome);
    }

    [Fact]
    public async Task Append_two_silos_on_one_store_one_wins_each_event()
    {
        using var store = new PostgresTestStore();
        using var other = new PostgresTestStore(store);
        var appends = Enumerable.Range(0, 200).Select(n => InvoiceLogContract.Received($"z{n}", $"z{n}")).ToArray();
        var results = await Task.WhenAll(appends.Select(async (append, n) => await Task.WhenAll(
            store.Log.AppendAsync(append with { Claim = append.Claim! with { Request = new("Submit", $"one{n}") } }, Stop),
            other.Log.AppendAsync(append with { Claim = append.Claim! with { Request = new("Submit", $"two{n}") } }, Stop))));
        Assert.All(results, pair => Assert.Equal([AppendOutcome.Committed, AppendOutcome.Stale], pair.Select(result => result.Outcome).Order()));
        await Retried.AllAreStoredOnceAsync(store.Log, appends.Select(append => append.Key), Stop);
    }

    [Fact]
    public async Task Append_tenants_have_each_their_own_keys_positions_and_twins()
    {
        using var store = new PostgresTestStore();
        var tenants = Enumerable.Range(0, 4).Select(n => $"tenant-{n}").ToArray();
        var appends = tenants.SelectMany(tenant => Enumerable.Range(0, 50).Select(n => InvoiceLogContract.Received($"i{n}", $"k{n}", tenant))).ToArray();
        Assert.All(await Task.WhenAll(appends.Select(append => store.Log.AppendAsync(append, Stop))), result => Assert.Equal(AppendOutcome.Committed, result.Outcome));
        foreach (var tenant in tenants)
        {
            await Retried.AllAreStoredOnceAsync(store.Log, appends.Select(append => append.Key).Where(key => key.Tenant == tenant), Stop);
            var self = appends.First(append => append.Key.Tenant == tenant).Key;
            var twins = await store.Twins.FindAsync(self, Models.Matching.BlockingKeys.ToLookUp(Samples.Invoice("i0")), 100, isChecked: false, Stop);
            Assert.Equal(49, twins.Items.Length);
        }
    }

    private static Load LoadAsync(PostgresTestStore store) => new(store, Appends, Stop);

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task WaitUntilAsync(PostgresTestStore store, string countAboveZero)
    {
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(countAboveZero, connection);
        while ((long)(await command.ExecuteScalarAsync(Stop))! == 0) // count always answers
        {
            await Task.Delay(10, Stop);
        }
    }

    /// <summary>Appends, a few at once, each until it has an answer.</summary>
    private sealed class Load
    {
        private int _done;

        public Load(PostgresTestStore store, int appends, CancellationToken cancellationToken)
        {
            var all = Enumerable.Range(0, appends).Select(n => InvoiceLogContract.Received($"f{n}", $"f{n}")).ToArray();
            Keys = [.. all.Select(append => append.Key)];
            Refused = Task.Run(
                async () =>
                {
                    var refused = 0;
                    await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (append, token) =>
                    {
                        Interlocked.Add(ref refused, await Retried.UntilAnsweredAsync(store.Log, append, token));
                        Interlocked.Increment(ref _done);
                    });
                    return refused;
                },
                cancellationToken);
        }

        public IReadOnlyList<Models.Intake.InvoiceKey> Keys { get; }

        public Task<int> Refused { get; }

        /// <summary>Until so many are done.</summary>
        public async Task Progress(int appends)
        {
            while (Volatile.Read(ref _done) < appends && !Refused.IsCompleted)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }
    }
}
