using Triage.TestKit;

namespace Triage.Clients;

/// <summary>Clients that are told to slow down go the same way and arrive: they come back when the service says.</summary>
public sealed class ThrottledTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Run_in_Python_under_a_low_rate_arrives()
    {
        using var service = await StartAsync();
        var report = await PythonClient.RunAsync(LiveService.EnvironmentOf(service), TestContext.Current.CancellationToken);
        Assert.Equal((99, 100), (report.Bulk.Accepted, report.Bulk.Answered));
        await AssertThrottledAsync(service);
    }

    [Fact]
    public async Task Run_in_Node_under_a_low_rate_arrives()
    {
        using var service = await StartAsync();
        var report = await NodeClient.RunAsync(LiveService.EnvironmentOf(service), TestContext.Current.CancellationToken);
        Assert.Equal((99, 100), (report.Bulk.Accepted, report.Bulk.Answered));
        await AssertThrottledAsync(service);
    }

    [Fact]
    public async Task Run_with_curl_under_a_low_rate_arrives()
    {
        using var service = await StartAsync();
        var report = await CurlTests.RunAsync(LiveService.EnvironmentOf(service));
        Assert.Equal("""{"accepted":100,"sent":100}""", report["bulk"]!.ToJsonString());
        await AssertThrottledAsync(service);
    }

    /// <summary>So slow that each client is refused several times, with few places to wait in.</summary>
    private Task<ServiceProcess> StartAsync() => ServiceProcess.StartAsync(
        _data.Path, ["--Limits:InvoicesPerSecond", "60", "--Limits:InvoicesBurstMax", "10", "--Limits:InvoicesWaitingMax", "20"], TestContext.Current.CancellationToken);

    private static async Task AssertThrottledAsync(ServiceProcess service)
    {
        using var http = new HttpClient { BaseAddress = service.Http };
        Assert.Contains("triage_edge_refused{kind=\"Rate\"}", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
