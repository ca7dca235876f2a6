using System.Net;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Chaos;

/// <summary>Whether the service is ready follows what its store can do, within seconds and with nobody calling.</summary>
public sealed class ReadyTests
{
    private static readonly TimeSpan SecondsMax = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Ready_follows_a_database_that_crashes_and_comes_back()
    {
        using var server = PostgresServer.Start();
        using var directory = new TemporaryDirectory();
        using var service = await StartAsync(directory.Path, "--Postgres:ConnectionString", server.CreateDatabase());
        await UntilAsync(service, HttpStatusCode.OK);
        server.Crash();
        await UntilAsync(service, HttpStatusCode.ServiceUnavailable);
        server.Restart();
        await UntilAsync(service, HttpStatusCode.OK);
    }

    /// <summary>It can be reached and read, but not written: that is what counts.</summary>
    [Fact]
    public async Task Ready_follows_a_table_that_somebody_locks()
    {
        using var directory = new TemporaryDirectory();
        var store = PostgresServer.Shared.CreateDatabase();
        using var service = await StartAsync(directory.Path, "--Postgres:ConnectionString", store);
        await UntilAsync(service, HttpStatusCode.OK);
        using (var locks = new Npgsql.NpgsqlConnection(store))
        {
            await locks.OpenAsync(TestContext.Current.CancellationToken);
            using var held = await locks.BeginTransactionAsync(TestContext.Current.CancellationToken);
            using var locking = new Npgsql.NpgsqlCommand("LOCK TABLE event IN SHARE MODE", locks, held);
            await locking.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await UntilAsync(service, HttpStatusCode.ServiceUnavailable);
            await held.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await UntilAsync(service, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_follows_a_disk_that_fills_up_and_has_room_again()
    {
        using var disk = SmallDisk.Mount(32);
        using var service = await StartAsync(Path.Combine(disk.Path, "data"));
        await UntilAsync(service, HttpStatusCode.OK);
        disk.Fill();
        await UntilAsync(service, HttpStatusCode.ServiceUnavailable);
        disk.Free();
        await UntilAsync(service, HttpStatusCode.OK);
    }

    private static Task<ServiceProcess> StartAsync(string directory, params string[] settings) => ServiceProcess.StartAsync(directory, settings, TestContext.Current.CancellationToken);

    private static async Task UntilAsync(ServiceProcess service, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = service.Http };
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(SecondsMax);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), late.Token);
            if (ready.StatusCode == status)
            {
                return;
            }

            await timer.WaitForNextTickAsync(late.Token);
        }
    }
}
