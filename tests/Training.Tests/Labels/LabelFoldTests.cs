using System.Collections.Immutable;
using System.Text;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;
using Triage.Training.Labels;
using Triage.Training.Packages;

namespace Triage.Training.Tests.Labels;

public sealed class LabelFoldTests : IDisposable
{
    private readonly ReportedStore _store = new();

    [Fact]
    public async Task OfAsync_labels_say_how_they_came_and_for_how_many_they_stand()
    {
        await JudgeAsync(VerdictKind.Clear, "a", "b");
        await JudgeAsync(VerdictKind.Review, "c", "d", "e", "f");
        await JudgeAsync(VerdictKind.Hold, "g");
        await ReportAsync(ReportedFact.Posted, 2, "a", "b", "c", "g");
        await ReportAsync(ReportedFact.CodingConfirmed, 2, "d");
        await ReportAsync(ReportedFact.Posted, 3, "d"); // a second time says nothing new
        var history = await _store.FoldAsync();
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], history.Bills.Select(bill => bill.SourceInvoiceId));
        Assert.Equal(
            [("posted_after_clear", 2, 2.0), ("posted_after_review", 1, 2.0), ("posted_after_hold", 1, 1.0), ("coding_confirmed", 1, 2.0)],
            history.Labels.BySampling.Select(sampled => (sampled.Sampling, sampled.Invoices, sampled.Weight)));
        // Of four that a person was asked about two are known: each stands for two.
        Assert.Equal(2, history.Labels.Of(Bill("c"))!.Weight);
        Assert.Null(history.Labels.Of(Bill("e")));
    }

    [Fact]
    public async Task OfAsync_nothing_is_known_that_came_on_the_day_of_the_cut_or_later()
    {
        await JudgeAsync(VerdictKind.Clear, "a", "b");
        await ReportAsync(ReportedFact.Posted, 4, "a");
        await ReportAsync(ReportedFact.Posted, 5, "b");
        await ReportAsync(ReportedFact.Recoded, 5, "a");
        await _store.JudgeAsync(Bill("late"), VerdictKind.Clear, 6);
        var history = await _store.FoldAsync(beforeDay: 5);
        Assert.Equal(["a", "b"], history.Bills.Select(bill => bill.SourceInvoiceId));
        Assert.Equal(ReportedStore.Micros(4), Assert.Single(history.Labels.All).ArrivedAtMicros);
        var later = await _store.FoldAsync();
        Assert.Equal(3, later.Bills.Length);
        Assert.Equal("invoices/erp/b", Assert.Single(later.Labels.All).InvoiceId);
    }

    [Fact]
    public async Task OfAsync_codes_that_were_changed_and_bills_that_were_withdrawn_teach_nothing_even_if_posted_again()
    {
        await JudgeAsync(VerdictKind.Clear, "recoded", "recoded first", "cancelled", "kept");
        await ReportAsync(ReportedFact.Recoded, 2, "recoded first");
        await ReportAsync(ReportedFact.Posted, 3, "recoded", "recoded first", "cancelled", "kept");
        await ReportAsync(ReportedFact.Recoded, 4, "recoded");
        await _store.CancelAsync(Bill("cancelled"), 4);
        await ReportAsync(ReportedFact.CodingConfirmed, 5, "recoded", "cancelled");
        var history = await _store.FoldAsync();
        Assert.Equal(["recoded", "recoded first", "kept"], history.Bills.Select(bill => bill.SourceInvoiceId));
        Assert.Equal("invoices/erp/kept", Assert.Single(history.Labels.All).InvoiceId);
    }

    [Fact]
    public async Task Write_package_keeps_each_label_and_profiles_begin_from_labelled_bills_alone()
    {
        await JudgeAsync(VerdictKind.Review, "a, quoted \"one\"", "b");
        await ReportAsync(ReportedFact.Posted, 2, "a, quoted \"one\"");
        var history = await _store.FoldAsync();
        using var folder = new TemporaryDirectory();
        var directory = Path.Combine(folder.Path, "package");
        var manifest = ModelPackageWriter.Write(directory, new() { Ledger = history.Bills, Labels = history.Labels }, new() { Tenant = "local", Source = "store", TrainedBy = "tess" }, ReportedStore.Start, report: null, TestKeys.Signer);
        Assert.Equal([new SampledLabels("posted_after_review", 1, 2)], ModelManifest.Parse(manifest.ToBytes()).Data.Labels!.Value.AsEnumerable());
        Assert.Equal(
            ["invoice,sampling,verdict,arrived_at,weight", "invoices/erp/a~2C~20quoted~20~22one~22,posted_after_review,review,2026-03-04T00:00:00.000000Z,2", ""],
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(directory, "labels.csv"), TestContext.Current.CancellationToken)).Split('\n'));
        var package = ModelPackageReader.Read(new DirectoryPackage(directory), TestKeys.Trusted, broken => throw broken);
        Assert.Equal(["a, quoted \"one\""], package.History.Select(bill => bill.SourceInvoiceId));
    }

    [Fact]
    public void KnownOn_a_label_that_came_after_the_day_is_not_learned_from_and_later_bills_are_judged()
    {
        var (early, late, judged, unknown) = (Issued("early", 0), Issued("late", 0), Issued("judged", 9), Issued("unknown", 0));
        var labels = new LabelSet([Labelled(early, 1), Labelled(late, 8), Labelled(judged, 20)]);
        var day = DateOnly.FromDateTime(ReportedStore.Start.UtcDateTime).AddDays(5).DayNumber;
        Assert.Equal(["7001", null, "7001", null], LabelledBills.KnownOn(day, [early, late, judged, unknown], labels).Select(bill => bill.Lines[0].AccountCode));
        Assert.Equal(["7001", "7001", "7001", null], LabelledBills.Of([early, late, judged, unknown], labels).Select(bill => bill.Lines[0].AccountCode));
    }

    [Theory]
    [InlineData(LabelCheck.LinesMin - 1, 2, 0, "499 coded lines")]
    [InlineData(0, 2, 0, "of which 0 were posted")]
    [InlineData(LabelCheck.LinesMin, 1, 0, "have the code 7001")]
    [InlineData(LabelCheck.LinesMin, 2, 3, "stamped in the future")]
    [InlineData(LabelCheck.LinesMin, 2, 0, null)]
    public void Check_what_nothing_can_be_learned_from_is_refused(int labelled, int codes, int daysAhead, string? why)
    {
        ImmutableArray<Invoice> bills = [.. Enumerable.Range(0, LabelCheck.LinesMin + 5).Select(n => Issued($"{n}", 0)).Select((bill, n) => bill with { Lines = [bill.Lines[0] with { AccountCode = $"{7001 + n % codes}" }] })];
        var history = new StoredHistory("local", bills, new(bills.Take(labelled).Select(bill => Labelled(bill, daysAhead))));
        var failure = Record.Exception(() => LabelCheck.Check(history, ReportedStore.Start, judgedFromDay: null));
        Assert.Equal(why is null, failure is null);
        Assert.Contains(why ?? "", Assert.IsType<TrainingException>(failure ?? new TrainingException("")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_a_past_whose_labels_came_all_at_once_cannot_be_judged_on()
    {
        ImmutableArray<Invoice> bills = [.. Enumerable.Range(0, 2 * LabelCheck.LinesMin).Select(n => Issued($"{n}", n % 10)).Select((bill, n) => bill with { Lines = [bill.Lines[0] with { AccountCode = $"{7001 + n % 3}" }] })];
        var day = DateOnly.FromDateTime(ReportedStore.Start.UtcDateTime).AddDays(8).DayNumber;
        StoredHistory At(Func<Invoice, int> arrived) => new("local", bills, new(bills.Select(bill => Labelled(bill, arrived(bill)))));
        var later = At(_ => 12);
        Assert.Contains("0 coded lines had a label by then", Assert.Throws<TrainingException>(() => LabelCheck.Check(later, ReportedStore.Start.AddDays(12), day)).Message, StringComparison.Ordinal);
        LabelCheck.Check(later, ReportedStore.Start.AddDays(12), judgedFromDay: null);
        LabelCheck.Check(At(bill => int.Parse(bill.SourceInvoiceId, null) % 10), ReportedStore.Start.AddDays(12), day);
    }

    public void Dispose() => _store.Dispose();

    private async Task JudgeAsync(VerdictKind verdict, params string[] ids)
    {
        foreach (var id in ids)
        {
            await _store.JudgeAsync(Bill(id), verdict, 1);
        }
    }

    private async Task ReportAsync(ReportedFact fact, int day, params string[] ids)
    {
        foreach (var id in ids)
        {
            await _store.ReportAsync(Bill(id), fact, day);
        }
    }

    private static Label Labelled(Invoice bill, int day) =>
        new(InvoiceKey.Create("-", bill.SourceSystem, bill.SourceInvoiceId).InvoiceId, LabelSampling.PostedAfterReview, VerdictKind.Review, ReportedStore.Micros(day));

    private static Invoice Bill(string id) => Samples.Invoice(id, $"N-{id}");

    private static Invoice Issued(string id, int day) => Bill(id) with { IssueDate = DateOnly.FromDateTime(ReportedStore.Start.UtcDateTime).AddDays(day) };
}
