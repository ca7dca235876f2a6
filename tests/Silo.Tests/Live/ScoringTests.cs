using Grpc.Net.Client;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Live;

/// <summary>The real process with a package of models, asked over gRPC.</summary>
public sealed class ScoringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verdict_says_what_the_models_say_with_version_hash_and_contributions_that_add_up()
    {
        using var models = new TemporaryDirectory();
        var known = TestKit.Samples.Invoice("known", "N-12345");
        SampleModels.Write(models.Path, SampleModels.Package("local", known));
        var verdict = await VerdictOnCopyAsync(models.Path);
        var duplicate = Assert.Single(verdict.Scores, score => score.Scorer == "duplicate" && score.ModelVersion == SampleModels.Version);
        Assert.Equal((true, "invoices/erp/known", Proto.ScoreUnit.ProbabilityMillionths, 32), (duplicate.Flagged, duplicate.About, duplicate.Unit, duplicate.ModelSha256.Length));
        Assert.Equal(3000, duplicate.Contributions.Sum(part => part.Thousandths));
        Assert.Contains(verdict.Reasons, reason => reason.Code == Proto.ExceptionCode.DuplicateSuspected && reason.Evidence.Contains("invoices/erp/known"));

        var line = Assert.Single(verdict.Lines);
        Assert.Equal(("7001", true, false), (line.Codes[0].AccountCode, line.AgreesWithGiven, line.SupplierNew));
        Assert.Equal(32, verdict.Profile.HistorySha256.Length);

        var priority = Assert.Single(verdict.Scores, score => score.Scorer == "priority");
        Assert.Equal((Proto.ScoreUnit.Points, priority.Value * 1000), (priority.Unit, priority.Contributions.Sum(part => part.Thousandths)));
    }

    [Fact]
    public async Task Package_that_is_none_sends_everything_to_a_person_and_health_says_so()
    {
        using var models = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(models.Path, ModelManifest.FileName), "{}", Token);
        var verdict = await VerdictOnCopyAsync(models.Path, async service =>
        {
            using var http = new HttpClient { BaseAddress = service.Http };
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
            Assert.True(ready.IsSuccessStatusCode);
            Assert.Equal("Degraded", await ready.Content.ReadAsStringAsync(Token));
            Assert.Contains(service.Log, line => line.Contains(PackageSignature.FileName, StringComparison.Ordinal));
        });
        Assert.Equal(Proto.VerdictKind.Review, verdict.Kind);
        Assert.Contains(verdict.Reasons, reason => reason.Code == Proto.ExceptionCode.ModelUnavailable);
    }

    private static async Task<Proto.Verdict> VerdictOnCopyAsync(string models, Func<ServiceProcess, Task>? look = null)
    {
        using var data = new TemporaryDirectory();
        using var service = await ServiceProcess.StartAsync(data.Path, ["--Scoring:ModelsDirectory", models, "--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile], Token);
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        await (look?.Invoke(service) ?? Task.CompletedTask);
        var copy = new Proto.Invoice
        {
            SourceSystem = "erp",
            SourceInvoiceId = "copy",
            Kind = Proto.InvoiceKind.Invoice,
            Supplier = new() { SupplierId = "S1", Name = "Surgical Supplies Ltd" },
            SupplierInvoiceNumber = "N-1234S",
            IssueDate = "2026-03-02",
            Currency = "GBP",
            Facility = "north",
            Lines = { new Proto.InvoiceLine { LineId = "1", AmountMinor = 4_000, AccountCode = "7001" } },
        };
        var answer = await new Proto.IntakeService.IntakeServiceClient(channel).SubmitAsync(
            new() { IdempotencyKey = "copy", Invoice = copy, Wait = Proto.Wait.Verdict }, SiloFixture.Bearer(service.Token(["host"], "local", null)), cancellationToken: Token);
        return answer.Verdict;
    }
}
