using Grpc.Net.Client;
using Triage.Silo.Tests.Authorisation;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Drift;

/// <summary>The real process: what it scored is what is measured.</summary>
public sealed class MeasuredServiceTests : IDisposable
{
    private const int Bills = 60;
    private const int TriesMax = 10_000;

    private readonly TemporaryDirectory _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Version_in_force_is_measured_by_what_it_scored_and_the_worker_shows_it()
    {
        using var service = await ServiceProcess.StartAsync(_data.Path, ["--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile, "--Scoring:RegistryEvery", "00:00:00.05", "--Drift:MeasureEvery", "00:00:01"], Token);
        await WalkedModels.LoadAsync(service);
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var scored = 0;
        for (var n = 0; scored < Bills; n++)
        {
            var answer = await new Proto.IntakeService.IntakeServiceClient(channel).SubmitAsync(
                new() { IdempotencyKey = $"k{n}", Invoice = Samples.Invoice($"bill{n}"), Wait = Proto.Wait.Verdict }, SiloFixture.Bearer(service.Token(["host"])), cancellationToken: Token);
            scored += answer.Verdict.Scores.Any(score => score.ModelVersion == WalkedModels.InForceName) ? 1 : 0;
            Assert.True(n < 20 * Bills, "The promoted version is not served.");
        }

        var parts = new List<Proto.MeasureDriftResponse>();
        using var call = new Proto.DriftService.DriftServiceClient(channel).MeasureDrift(new() { Weeks = 2 }, SiloFixture.Bearer(service.Token(["auditor"])), cancellationToken: Token);
        while (await call.ResponseStream.MoveNext(Token))
        {
            parts.Add(call.ResponseStream.Current);
        }

        Assert.Equal(WalkedModels.InForceName, parts[^1].Summary.ModelVersion);
        Assert.Equal(scored, parts.Where(part => part.Week is not null).Sum(part => part.Week.Counted)); // midnight of a Sunday may lie between
        Assert.All(parts.Where(part => part.Week?.Counted > 0), part => Assert.Equal(["duplicate", "coding"], part.Week.Models.Select(model => model.Model)));

        using var http = new HttpClient { BaseAddress = service.Http };
        var page = "";
        for (var tries = 0; !page.Contains("triage_drift_psi{column=\"score\",model=\"coding\",week=\"Running\"}", StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < TriesMax, page);
            page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        }

        Assert.DoesNotContain("local", page.Split('\n').First(line => line.StartsWith("triage_drift_psi{", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("triage_drift_measurements{outcome=\"Measured\"}", page, StringComparison.Ordinal);
    }
}
