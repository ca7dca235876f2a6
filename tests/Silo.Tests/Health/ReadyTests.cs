using System.Net;
using Grpc.Health.V1;
using Triage.Models.History;

namespace Triage.Silo.Tests.Health;

/// <summary>Ready says whether the store commits, without anybody calling.</summary>
public sealed class ReadyTests
{
    private static readonly TimeSpan SecondsMax = TimeSpan.FromSeconds(20);
    private static readonly Dictionary<string, string?> Fast = new() { ["Health:ProbeInterval"] = "00:00:00.100", ["Health:StoreSilentMax"] = "00:00:00.500" };

    [Fact]
    public async Task Get_ready_turns_red_when_the_store_fails_and_green_when_it_commits_again()
    {
        await using var host = await SiloHost.StartAsync(Fast);
        await UntilAsync(host, HttpStatusCode.OK);
        host.Probe.Behaviour = _ => throw new StoreUnavailableException("planted");
        await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
        host.Probe.Behaviour = _ => Task.CompletedTask;
        await UntilAsync(host, HttpStatusCode.OK);
    }

    /// <summary>A store that hangs is asked once, however long it takes, and is waited for.</summary>
    [Fact]
    public async Task Get_ready_turns_red_when_the_store_hangs_and_probes_do_not_pile_up()
    {
        await using var host = await SiloHost.StartAsync(Fast);
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Probe.Behaviour = _ => hangs.Task;
        await UntilAsync(host, HttpStatusCode.ServiceUnavailable);
        var asked = host.Probe.Asked;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal((asked, 1), (host.Probe.Asked, host.Probe.MostAtOnce));
        host.Probe.Behaviour = _ => Task.CompletedTask;
        hangs.SetResult();
        await UntilAsync(host, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Check_of_gRPC_says_the_same_and_live_stays_green()
    {
        await using var host = await SiloHost.StartAsync(Fast);
        var health = new Grpc.Health.V1.Health.HealthClient(host.Channel);
        host.Probe.Behaviour = _ => throw new StoreUnavailableException("planted");
        await UntilAsync(async () => (await health.CheckAsync(new HealthCheckRequest())).Status == HealthCheckResponse.Types.ServingStatus.NotServing);
        using var http = host.Server.CreateClient();
        using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        host.Probe.Behaviour = _ => Task.CompletedTask;
        await UntilAsync(async () => (await health.CheckAsync(new HealthCheckRequest())).Status == HealthCheckResponse.Types.ServingStatus.Serving);
    }

    private static async Task UntilAsync(SiloHost host, HttpStatusCode status)
    {
        using var http = host.Server.CreateClient();
        await UntilAsync(async () =>
        {
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return ready.StatusCode == status;
        });
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(SecondsMax);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(late.Token);
        }
    }
}
