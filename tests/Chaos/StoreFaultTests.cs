using Npgsql;
using Triage.TestKit;
using Triage.TestKit.Postgres;
using Triage.Verify;

namespace Triage.Chaos;

/// <summary>
/// The service under load while its store dies, stalls or fills up: nothing acknowledged is lost, what
/// nobody could answer is settled, and within half a minute of the fault's end it answers again.
/// </summary>
public sealed class StoreFaultTests : IDisposable
{
    private const int Between = 100;
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProgressMax = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Postgres_stopped_at_once_in_mid_load_again_and_again()
    {
        using var server = PostgresServer.Start();
        var store = server.CreateDatabase();
        using var silo = await StartAsync(store);
        var load = RecordedLoad.Start(silo, Token);
        for (var n = 1; n <= TestProfile.Times(quick: 4, whole: 20); n++)
        {
            await load.GoOnAsync(Between, ProgressMax);
            await FaultAsync(load, $"stop {n}", () =>
            {
                server.Crash();
                server.Restart();
                return Task.CompletedTask;
            });
        }

        await HoldsAsync(load, store);
    }

    [Fact]
    public async Task Postgres_sessions_ended_in_mid_load_again_and_again()
    {
        var store = PostgresServer.Shared.CreateDatabase();
        using var silo = await StartAsync(store);
        var load = RecordedLoad.Start(silo, Token);
        for (var n = 1; n <= TestProfile.Times(quick: 10, whole: 100); n++)
        {
            await load.GoOnAsync(Between / 2, ProgressMax);
            await FaultAsync(load, $"sessions {n}", () =>
            {
                PostgresServer.Shared.Execute(DatabaseOf(store), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'triage'");
                return Task.CompletedTask;
            });
        }

        await HoldsAsync(load, store);
    }

    [Theory]
    [InlineData(0.1, 3)]
    [InlineData(2, 10)]
    public async Task Postgres_far_away_for_a_while(double delaySeconds, int faultSeconds)
    {
        var store = PostgresServer.Shared.CreateDatabase();
        using var proxy = new TcpProxy(PostgresServer.Shared.Port);
        using var silo = await StartAsync(new NpgsqlConnectionStringBuilder(store) { Port = proxy.Port }.ToString());
        var load = RecordedLoad.Start(silo, Token);
        await load.GoOnAsync(Between, ProgressMax);
        await FaultAsync(load, $"delay of {delaySeconds} s", async () =>
        {
            var answered = load.Answered;
            proxy.Delay = TimeSpan.FromSeconds(delaySeconds);
            await Task.Delay(TimeSpan.FromSeconds(faultSeconds), Token);

            // It took effect: an invoice is several calls, each of which the wire carries there and back.
            Assert.True(load.Answered - answered < CallersInRounds(faultSeconds / (2 * delaySeconds)), $"{load.Answered - answered} were answered.");
            proxy.Delay = TimeSpan.Zero;
        });

        await HoldsAsync(load, store, mustBeFelt: false);
    }

    [Fact]
    public async Task Postgres_wire_cut_and_answers_lost_again_and_again()
    {
        var store = PostgresServer.Shared.CreateDatabase();
        using var proxy = new TcpProxy(PostgresServer.Shared.Port);
        using var silo = await StartAsync(new NpgsqlConnectionStringBuilder(store) { Port = proxy.Port }.ToString());
        var load = RecordedLoad.Start(silo, Token);
        for (var n = 1; n <= TestProfile.Times(quick: 10, whole: 100); n++)
        {
            await load.GoOnAsync(Between / 2, ProgressMax);
            await FaultAsync(load, $"wire {n}", () =>
            {
                if (n % 2 == 0)
                {
                    proxy.Cut();
                }
                else
                {
                    proxy.BreakAtNextAnswer();
                }

                return Task.CompletedTask;
            });
        }

        Assert.True(proxy.Broken > 0, "No answer was lost.");
        await HoldsAsync(load, store, mustBeFelt: false);
    }

    [Fact]
    public async Task Sqlite_disk_full_in_mid_load_sheds_and_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(megabytes: TestProfile.Times(quick: 48, whole: 480)); // full of its ballast, not of what is stored
        using var silo = await SiloUnderTest.StartAsync(Path.Combine(disk.Path, "data"), Token);
        var load = RecordedLoad.Start(silo, Token);
        for (var n = 1; n <= TestProfile.Times(quick: 2, whole: 10); n++)
        {
            await load.GoOnAsync(Between, ProgressMax);
            await FaultAsync(load, $"full disk {n}", async () =>
            {
                var shed = load.Unavailable;
                disk.Fill();
                while (load.Unavailable < shed + 20)
                {
                    await Task.Delay(10, Token);
                }

                disk.Free();
            });
        }

        await HoldsAsync(load, Path.Combine(disk.Path, "data"));
    }

    private Task<SiloUnderTest> StartAsync(string store) => SiloUnderTest.StartAsync(_directory.Path, Token, store: store);

    /// <summary>Its end is when the store could serve again.</summary>
    private static async Task FaultAsync(RecordedLoad load, string name, Func<Task> fault)
    {
        load.FaultBegan(name);
        await fault();
        load.FaultEnded(name);
        await load.GoOnAsync(1, RecoveryMax);
    }

    private async Task HoldsAsync(RecordedLoad load, string store, bool mustBeFelt = true)
    {
        var path = Path.Combine(_directory.Path, "record.jsonl");
        await load.EndAsync(path);
        Assert.True(load.Unavailable > 0 || !mustBeFelt, "No caller felt the fault.");
        var results = await StoreVerifier.VerifyAsync(store, path, Token);
        Assert.All(
            results.Where(result => result.Id is "I1" or "I2" or "I3" or "I9" or "I10" or "I11"),
            result => Assert.True(result.Status == InvariantStatus.Ok && result.Checked > 0, $"{result.Id}: {result.Status} {string.Join("; ", result.Examples)}"));
    }

    // Those under way when it began, and each caller once a round.
    private static double CallersInRounds(double rounds) => RecordedLoad.Callers * (rounds + 1);

    private static string DatabaseOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!; // the server named it
}
