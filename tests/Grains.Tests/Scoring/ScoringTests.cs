using System.Text;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.TestKit;

namespace Triage.Grains.Tests.Scoring;

/// <summary>Models in service: over the real store, in a silo, with the feed followed.</summary>
public sealed class ScoringTests
{
    [Fact]
    public async Task Submit_copy_that_rules_do_not_see_is_flagged_by_the_model_and_keeps_that_score()
    {
        await using var scored = await ScoredInvoices.StartAsync(SampleModels.Package());
        var first = Bill("first", "N-12345");
        var copy = Bill("copy", "N-1234S") with { TotalMinor = 12_500, TaxMinor = 2_500, IssueDate = first.IssueDate?.AddDays(100), DueDate = null };
        var before = await scored.SubmitAsync(first);
        Assert.DoesNotContain(before.Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected);
        await scored.FoldedAsync();

        var verdict = await scored.SubmitAsync(copy);
        var reason = Assert.Single(verdict.Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected);
        Assert.Equal([InvoiceCluster.KeyOf(first).InvoiceId], reason.Evidence);
        var score = Assert.Single(verdict.Scores, score => score.Scorer == ScorerNames.Duplicate && score.Unit == ScoreUnit.ProbabilityMillionths);
        Assert.Equal((SampleModels.Version, 32, true), (score.ModelVersion, score.ModelSha256.Length, score.IsFlagged));
        Assert.NotEmpty(score.Contributions); // a person will read them

        // By now the profiles know the copy itself: judged again it must not be held against its own future.
        await scored.FoldedAsync();
        var again = ScoredInvoices.Verdict(await scored.Cluster.SendAsync(copy, Bills.Retriage("again")));
        Assert.Equal(verdict.Profile?.Position, again.Profile?.Position);
        Assert.Equal(verdict.Scores.Select(Print), again.Scores.Select(Print));
        Assert.Equal(verdict.Reasons.Select(each => each.Code), again.Reasons.Select(each => each.Code));
    }

    [Fact]
    public async Task Submit_codes_are_learned_when_they_are_posted_and_not_before()
    {
        await using var scored = await ScoredInvoices.StartAsync(SampleModels.Package());
        var coded = Bill("coded", "N-1");
        await scored.SubmitAsync(coded);
        await scored.FoldedAsync();
        Assert.Empty((await scored.SubmitAsync(Uncoded("early", "N-2"))).Lines[0].Codes);

        await scored.Cluster.SendAsync(coded, Bills.Report("posted"));
        await scored.FoldedAsync();
        var line = (await scored.SubmitAsync(Uncoded("late", "N-3"))).Lines[0];
        Assert.Equal("7001", line.Codes[0].Code);
        Assert.False(line.IsSupplierNew);
    }

    [Fact]
    public async Task Submit_history_of_the_package_is_known_from_the_first_invoice_on_to_its_own_tenant_alone()
    {
        var known = Bill("known", "N-7");
        await using var own = await ScoredInvoices.StartAsync(SampleModels.Package("local", known));
        await using var other = await ScoredInvoices.StartAsync(SampleModels.Package("another", known));
        var copy = Uncoded("copy", "N-7");
        var verdict = await own.SubmitAsync(copy);
        Assert.Contains(verdict.Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected && reason.Evidence.Contains(InvoiceCluster.KeyOf(known).InvoiceId));
        Assert.Equal("7001", verdict.Lines[0].Codes[0].Code);
        Assert.Equal(32, verdict.Profile?.HistorySha256.Length);

        var stranger = await other.SubmitAsync(copy);
        Assert.DoesNotContain(stranger.Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected);
        Assert.True(stranger.Lines[0].IsSupplierNew);
        Assert.Empty(stranger.Profile?.HistorySha256 ?? []);
    }

    [Fact]
    public async Task Submit_withdrawn_bill_has_no_copies()
    {
        await using var scored = await ScoredInvoices.StartAsync(SampleModels.Package());
        var first = Bill("first", "N-12345");
        await scored.SubmitAsync(first);
        await scored.Cluster.SendAsync(first, Bills.Cancel("sent twice"));
        await scored.FoldedAsync();
        Assert.DoesNotContain((await scored.SubmitAsync(Bill("second", "N-1234S"))).Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected);
    }

    [Fact]
    public async Task Submit_package_of_which_one_byte_differs_takes_every_model_out()
    {
        var files = SampleModels.Package();
        files["coding.model"][40] ^= 1;
        await using var scored = await ScoredInvoices.StartAsync(files);
        var verdict = await scored.SubmitAsync(Bill("one", "N-1"));
        Assert.Equal(VerdictKind.Review, verdict.Kind);
        Assert.Equal(ModelFileKinds.Scorers.Length, verdict.Reasons.Count(reason => reason.Code == ExceptionCode.ModelUnavailable));
        Assert.DoesNotContain(verdict.Scores, score => score.ModelVersion == SampleModels.Version);
    }

    [Fact]
    public async Task Submit_broken_model_sends_everything_to_a_person_and_leaves_the_other_in_service()
    {
        // Signed by somebody who did not look: of bytes that nobody signed no model would be in service.
        var files = SampleModels.Of(
            "local",
            new SampleModels.PackedFile("coding.model", ModelFileKinds.Coding, CodingModelCodec.Encode(SampleModels.Coding with { DeployedThreshold = double.NaN })),
            new SampleModels.PackedFile("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(SampleModels.Duplicate)));
        await using var scored = await ScoredInvoices.StartAsync(files);
        var verdict = await scored.SubmitAsync(Bill("one", "N-1"));
        Assert.Equal(VerdictKind.Review, verdict.Kind);
        Assert.Contains("coding", Assert.Single(verdict.Reasons, reason => reason.Code == ExceptionCode.ModelUnavailable).Text, StringComparison.Ordinal);
        Assert.Contains(verdict.Scores, score => score.Scorer == ScorerNames.Duplicate && score.ModelVersion == SampleModels.Version);
        Assert.Empty(verdict.Lines);

        // Judged again the model is missing still, and nothing passes by that.
        var again = ScoredInvoices.Verdict(await scored.Cluster.SendAsync(Bill("one", "N-1"), Bills.Retriage("again")));
        Assert.Equal(VerdictKind.Review, again.Kind);
        Assert.Contains(again.Reasons, reason => reason.Code == ExceptionCode.ModelUnavailable);
    }

    [Fact]
    public async Task Submit_package_that_is_none_sends_everything_to_a_person()
    {
        await using var scored = await ScoredInvoices.StartAsync(new Dictionary<string, byte[]> { [ModelManifest.FileName] = Encoding.UTF8.GetBytes("{}") });
        var verdict = await scored.SubmitAsync(Bill("one", "N-1"));
        Assert.Equal(VerdictKind.Review, verdict.Kind);
        Assert.Equal(ModelFileKinds.Scorers.Length, verdict.Reasons.Count(reason => reason.Code == ExceptionCode.ModelUnavailable));
        Assert.Null(verdict.Profile);
    }

    [Fact]
    public async Task Submit_many_at_once_all_are_scored()
    {
        await using var scored = await ScoredInvoices.StartAsync(SampleModels.Package());
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => scored.SubmitAsync(Bill($"bill{n}", $"N-{n}") with { SupplierId = $"S{n}" })));
        Assert.All(verdicts, verdict => Assert.DoesNotContain(verdict.Reasons, reason => reason.Code == ExceptionCode.ModelUnavailable));
        Assert.All(verdicts, verdict => Assert.Equal(3, verdict.Scores.Length));
    }

    private static Invoice Bill(string id, string number) => Bills.Clear(id) with { SupplierId = "S-one", SupplierInvoiceNumber = number, PurchaseOrder = $"PO-{id}" };

    private static Invoice Uncoded(string id, string number)
    {
        var bill = Bill(id, number);
        return bill with { Lines = [bill.Lines[0] with { AccountCode = null }] };
    }

    private static string Print(Score score) => System.Text.Json.JsonSerializer.Serialize(score);
}
