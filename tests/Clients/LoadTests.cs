using System.Globalization;
using System.Text.RegularExpressions;

namespace Triage.Clients;

/// <summary>h2load sees HTTP/2 and no grpc-status: a refusal is a success to it. What the service counted tells the rest.</summary>
[Collection(nameof(CountedAlone))]
public sealed partial class LoadTests(LiveService service)
{
    private const int Calls = 4000;
    private const string Rpc = "/triage.v1.IntakeService/ListInvoices";

    [Theory]
    [InlineData("host", "OK")]
    [InlineData("nobody", "PermissionDenied")]
    public async Task H2load_many_calls_at_once_are_each_answered_and_counted(string role, string code)
    {
        var h2load = Tool.Require("h2load", "nghttp2-client");
        var before = await CountAsync(code);
        var frame = Path.Combine(Tool.Workshop("h2load"), $"{role}.frame");
        // A gRPC frame that holds an empty message.
        await File.WriteAllBytesAsync(frame, new byte[5], TestContext.Current.CancellationToken);
        var token = service.Environment[role == "host" ? "TRIAGE_TOKEN" : "TRIAGE_TOKEN_WITHOUT_ROLE"];
        var output = await h2load.RunAsync(
            [$"-n{Calls}", "-c8", "-m16", "-d", frame, "-H", "content-type: application/grpc", "-H", "te: trailers", "-H", $"authorization: Bearer {token}", new Uri(service.Grpc, Rpc).ToString()],
            TestContext.Current.CancellationToken);

        var requests = Requests().Match(output);
        Assert.True(requests.Success, output);
        Assert.Equal((Calls, 0, 0), (Number(requests, "succeeded"), Number(requests, "failed"), Number(requests, "errored")));
        Assert.Equal(Calls, await CountAsync(code) - before);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private async Task<int> CountAsync(string code)
    {
        using var http = new HttpClient { BaseAddress = service.Http };
        var page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var sample = page.Split('\n').SingleOrDefault(line =>
            line.StartsWith("triage_edge_call_seconds_count{", StringComparison.Ordinal) && line.Contains($"rpc=\"{Rpc}\"", StringComparison.Ordinal) && line.Contains($"code=\"{code}\"", StringComparison.Ordinal));
        return sample is null ? 0 : int.Parse(sample[(sample.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("requests: .* (?<succeeded>[0-9]+) succeeded, (?<failed>[0-9]+) failed, (?<errored>[0-9]+) errored")]
    private static partial Regex Requests();
}
