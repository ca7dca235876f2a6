using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Scoring.Anomaly;
using Triage.Training.Anomaly;

namespace Triage.Training.Tests.Anomaly;

/// <summary>Trains once on a made-up history of which the law is known.</summary>
public sealed class AnomalyTrainerTests
{
    private const double Share = 0.04;
    private const int Days = 220;
    private static readonly int Until = MadeLedger.First.DayNumber + 180;
    private static readonly ImmutableArray<LabelledInvoice> Ledger = MadeLedger.Of(1, Days);
    private static readonly Lazy<AnomalyModel> Model = new(() => Train(Ledger));

    [Fact]
    public void Train_and_judge_finds_what_breaks_the_law_and_in_which_respect()
    {
        var figures = AnomalyEvaluation.Of(PlantedAnomalies.In(Ledger, Share, Until, 1), Model.Value, Until, 1, TestContext.Current.CancellationToken);
        Assert.InRange(figures.AveragePrecision, 0.8, 1);
        Assert.InRange(figures.AveragePrecision, figures.AveragePrecisionLow, figures.AveragePrecisionHigh);
        Assert.True(figures.AveragePrecision > figures.UnsupervisedAveragePrecision);
        Assert.InRange(figures.Ece, 0, 0.02);
        Assert.InRange(figures.RespectRight["amount_times_ten"], 0.9, 1);
        Assert.Equal(5, figures.Wrong.Count);
        Assert.Equal(figures.Invoices, figures.Segments.Where(part => part.Segment.StartsWith("supplier", StringComparison.Ordinal)).Sum(part => part.Invoices));
        Assert.Equal(figures.Invoices, figures.Segments.Where(part => part.Segment.StartsWith("facility", StringComparison.Ordinal)).Sum(part => part.Invoices));
        Assert.Equal(figures.PrecisionRecall.Select(point => point.Recall).Order(), figures.PrecisionRecall.Select(point => point.Recall));
    }

    [Fact]
    public void Of_kinds_that_nobody_here_plants_are_judged_as_they_are_written()
    {
        ImmutableArray<LabelledInvoice> named = [.. Ledger.Select((bill, i) => bill.Day >= Until && i % 50 == 0
            ? bill with { Kind = "Something else", Invoice = bill.Invoice with { Lines = [bill.Invoice.Lines[0] with { AccountCode = "99999" }] } }
            : bill)];
        var figures = AnomalyEvaluation.Of(named, Model.Value, Until, 1, TestContext.Current.CancellationToken);
        Assert.Equal(["Something else"], figures.RecallAt1Pct.Keys);
        Assert.Empty(figures.RespectRight);
    }

    [Fact]
    public void Train_knows_nothing_of_what_came_later()
    {
        ImmutableArray<LabelledInvoice> other = [.. Ledger.Select(bill => bill.Day < Until ? bill : bill with { Invoice = bill.Invoice with { TotalMinor = 1 } })];
        var (one, two) = (new AnomalyScorer(Model.Value), new AnomalyScorer(Train(other)));
        var (history, row) = (HistoryOf(Ledger), new AnomalyRow());
        foreach (var bill in Ledger.Where(bill => bill.Day >= Until).Take(200))
        {
            var facts = AnomalyFacts.Of(bill.Invoice);
            Assert.Equal(one.Score(facts, history, row), two.Score(facts, history, row));
            Assert.Equal(one.SurpriseOf(row.Values), two.SurpriseOf(row.Values));
        }
    }

    [Fact]
    public void Explain_contributions_and_rest_add_up_with_labels_and_without()
    {
        var history = HistoryOf(Ledger);
        foreach (var model in new[] { Model.Value, Model.Value with { Labels = null } })
        {
            var scorer = new AnomalyScorer(model);
            foreach (var bill in PlantedAnomalies.In(Ledger, Share, Until, 9).Where(bill => bill.Day >= Until).Take(200))
            {
                var explained = scorer.Explain(bill.Invoice, history);
                Assert.Equal(scorer.Score(AnomalyFacts.Of(bill.Invoice), history, new()), explained.Score);
                Assert.Equal(explained.Score.Raw, explained.Rest + explained.Contributions.Sum(), 6);
                Assert.Equal(explained.Names.Length, explained.Contributions.Length);
                Assert.Equal(explained.Reasons.OrderByDescending(reason => reason.Contribution), explained.Reasons);
                Assert.Equal(model.Labels is null, explained.Score.Probability is null);
            }
        }
    }

    [Fact]
    public void Explain_says_what_is_wrong()
    {
        var (scorer, history) = (new AnomalyScorer(Model.Value), HistoryOf(Ledger));
        var bill = MadeLedger.Bill("new", 3, MadeLedger.First.AddDays(185), 153_480);
        var tenfold = scorer.Explain(bill, history);
        Assert.Equal((AnomalyRespect.Amount, "amount GBP 1,534.80 is ten times GBP 153.48, billed 104 times before"), (tenfold.Reasons[0].Respect, tenfold.Reasons[0].Text));
        var usual = MadeLedger.Bill("new", 3, MadeLedger.First.AddDays(185), 15_348);
        var coded = scorer.Explain(usual with { Lines = [usual.Lines[0] with { AccountCode = "81285" }] }, history);
        // The cost centre never had that code either, which is as good a reason.
        var code = Assert.Single(coded.Reasons.Take(2), reason => reason.Respect == AnomalyRespect.AccountCode);
        Assert.StartsWith("account code 81285 on 0 of this supplier's 104 lines", code.Text, StringComparison.Ordinal);
        Assert.Equal(0, code.Line);
        Assert.True(coded.Score.Probability > 10 * scorer.Score(AnomalyFacts.Of(usual), history, new()).Probability);
    }

    [Fact]
    public void Train_history_too_short_or_with_nothing_to_change_says_so()
    {
        var early = MadeLedger.First.DayNumber + 60;
        Assert.Contains("days long", Assert.Throws<TrainingException>(() => Train(Ledger, early)).Message, StringComparison.Ordinal);
        Assert.Contains("0 days long", Assert.Throws<TrainingException>(() => Train([], Until)).Message, StringComparison.Ordinal);
        ImmutableArray<LabelledInvoice> empty = [.. Ledger.Select(bill => bill with { Invoice = bill.Invoice with { SupplierName = null, TotalMinor = 0, Lines = [] } })];
        Assert.Contains("Nothing in the history is wrong", Assert.Throws<TrainingException>(() => Train(empty)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_span_without_wrong_bills_says_so() =>
        Assert.Contains("both kinds are needed", Assert.Throws<TrainingException>(() => AnomalyEvaluation.Of(Ledger, Model.Value, Until, 1, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    private static AnomalyHistory HistoryOf(ImmutableArray<LabelledInvoice> bills)
    {
        var history = new AnomalyHistory();
        foreach (var bill in bills.Where(bill => bill.Day < Until))
        {
            history.Add(bill.Invoice);
        }

        return history;
    }

    private static AnomalyModel Train(ImmutableArray<LabelledInvoice> ledger, int? untilDay = null)
    {
        ImmutableArray<LabelledInvoice> earlier = [.. ledger.Where(bill => bill.Day < Until)];
        var histories = Enumerable.Range(2, 6).Select(seed => PlantedAnomalies.In(earlier, Share, Until, (ulong)seed)).ToArray();
        return AnomalyTrainer.Train(histories, untilDay ?? Until, AnomalyTrainer.Trees with { Seed = 1 }, _ => { }, TestContext.Current.CancellationToken).Model;
    }
}
