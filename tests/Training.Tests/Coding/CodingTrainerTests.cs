using Triage.Models.Features.Coding;
using Triage.Models.Intake;
using Triage.Models.Scoring.Coding;
using Triage.Training.Coding;
using Triage.Training.Generation;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Coding;

/// <summary>Trains on a made-up history of which the law is known: supplier and place decide the code, and large amounts are equipment.</summary>
public sealed class CodingTrainerTests
{
    private static readonly DateOnly First = new(2024, 1, 1);
    private static readonly int Until = First.DayNumber + 150;

    private static readonly CodingTrainingOptions Small = new()
    {
        Trees = new() { Trees = 20, Leaves = 8, LearningRate = 0.2, ExamplesPerLeafMin = 20 },
    };

    [Fact]
    public void Train_and_judge_finds_the_law_and_knows_how_sure_it_is()
    {
        // Of 3,000 lines each bin has 200, whose own chance is two hundredths.
        var cases = CodingCases.Of(History(seed: 1, days: 200, perDay: 60));
        var model = CodingTrainer.Train(cases, Until, Small, _ => { }, TestContext.Current.CancellationToken).Model;
        foreach (var isGrowing in new[] { false, true })
        {
            var (figures, evidence) = CodingEvaluation.Of(cases, model, Until, cases.LastDay + 1, isGrowing, TestContext.Current.CancellationToken);
            // One line in ten is coded at random: nobody can know those.
            Assert.InRange(figures.Top1, 0.85, 0.95);
            Assert.InRange(figures.Ece, 0, 0.04);
            Assert.InRange(figures.ConformalCoverage, 0.92, 1);
            Assert.Equal(50 * 60, figures.Lines);
            Assert.Equal(figures.Lines, figures.Months.Sum(month => month.Lines));
            Assert.Equal(figures.Lines, figures.Segments.Sum(segment => segment.Lines));
            Assert.Equal(figures.Lines, figures.Sets.Sum(sets => sets.Lines));
            AssertSame(figures, evidence);
        }
    }

    /// <summary>What is drawn and what is told are counted apart, and must agree.</summary>
    private static void AssertSame(CodingFigures figures, CodingEvidence evidence)
    {
        Assert.Equal(15, evidence.Reliability.Length);
        Assert.Equal(figures.Ece, evidence.Reliability.Sum(bin => Math.Abs(bin.Promised - bin.CameTrue.Share) * bin.CameTrue.Count) / figures.Lines, 1e-12);
        Assert.Equal((figures.Top1, figures.Top1, figures.Top3), (evidence.Top1.Share, evidence.WithinFirst[0], evidence.WithinFirst[2]));
        Assert.Equal((1, figures.Top1), (evidence.Selection[^1].Reached, evidence.Selection[^1].Precision));
        Assert.Equal((figures.Deployed.Precision, figures.Deployed.Coverage), (evidence.DeployedPrecision.Share, (double)evidence.DeployedPrecision.Count / figures.Lines));
        Assert.Equal(figures.Months.Select(month => (month.Month, month.Lines, month.Top1, month.SetCoverage, month.SetMeanSize)), evidence.Months.Select(month => (month.Name!, month.Lines, month.Top1.Share, month.InSet.Share, month.SetMeanSize)));
        Assert.Equal(figures.Segments.Select(segment => (segment.Segment, segment.Lines, segment.Top1, segment.Top3, segment.SetCoverage, segment.SetMeanSize)), evidence.Suppliers.Select(size => (size.Name!, size.Lines, size.Top1.Share, size.Top3, size.InSet.Share, size.SetMeanSize)));
        Assert.Equal(figures.Lines, evidence.Facilities.Sum(facility => facility.Lines));
        Assert.Equal(figures.Lines - evidence.Wrong, figures.Lines * figures.Top1, 1e-6);
        Assert.All(evidence.Confusions, pair => Assert.NotEqual(pair.Given, pair.Suggested));
        Assert.InRange(evidence.Confusions.Sum(pair => pair.Lines), 1, evidence.Wrong);
        Assert.Equal(2_000, evidence.Explained);
    }

    [Fact]
    public void Train_and_judge_a_generated_ledger_whose_items_decide_the_code_is_nearly_always_right_and_sure()
    {
        var made = new LedgerGenerator(new GeneratorOptions { Invoices = 4_000 }.HistoryBefore()).Generate().Select(one => LedgerInvoices.ToDomain(one.Invoice));
        var cases = CodingCases.Of(made);
        var from = cases.LastDay - 30;
        var token = TestContext.Current.CancellationToken;
        var model = CodingTrainer.Train(cases, from, Small with { LinesMax = 2_000 }, _ => { }, token).Model;
        var figures = CodingEvaluation.Of(cases, model, from, cases.LastDay + 1, isGrowing: true, token).Figures;
        Assert.InRange(figures.Top1, 0.97, 1);
        Assert.InRange(figures.CoverageAtPrecision95, 0.97, 1);
    }

    [Fact]
    public void Train_knows_nothing_of_what_came_later()
    {
        var history = History(seed: 2, days: 200);
        var other = history.Select(invoice => invoice.IssueDate!.Value.DayNumber < Until ? invoice : Coded(invoice, "99999")).ToList(); // every one has a date
        var (one, two) = (CodingCases.Of(history), CodingCases.Of(other));
        var token = TestContext.Current.CancellationToken;
        var (ofOne, ofTwo) = (CodingTrainer.Train(one, Until, Small, _ => { }, token).Model, CodingTrainer.Train(two, Until, Small, _ => { }, token).Model);
        var (rankerOne, rankerTwo) = (new CodingRanker(ofOne), new CodingRanker(ofTwo));
        var (historyOne, historyTwo) = (one.HistoryBefore(Until), two.HistoryBefore(Until));
        foreach (var known in one.From(Until, Until + 5))
        {
            Assert.Equal(rankerOne.Rank(known.Question, historyOne).Suggestions, rankerTwo.Rank(known.Question, historyTwo).Suggestions);
        }
    }

    [Fact]
    public void Rank_a_supplier_never_seen_says_so()
    {
        var cases = CodingCases.Of(History(seed: 3, days: 200));
        var ranker = new CodingRanker(CodingTrainer.Train(cases, Until, Small, _ => { }, TestContext.Current.CancellationToken).Model);
        var stranger = CodingQuestions.Of(Invoice("stranger", "Nobody Knows Ltd", "40001", 100_00, First.AddDays(150)))[0];
        var known = CodingQuestions.Of(Invoice("known", "Supplier 3", "40001", 100_00, First.AddDays(150)))[0];
        var history = cases.HistoryBefore(Until);
        Assert.True(ranker.Rank(stranger, history).Known.SupplierLines == 0);
        Assert.False(ranker.Rank(stranger, history).Known.IsPlaceNew);
        Assert.NotEqual(0, ranker.Rank(known, history).Known.SupplierLines);
        Assert.True(ranker.Rank(known, history).Suggestions[0].Probability > ranker.Rank(stranger, history).Suggestions[0].Probability);
    }

    [Fact]
    public void Train_history_that_is_too_short_of_one_code_or_too_thin_is_refused_with_what_is_missing()
    {
        Assert.Contains("coding needs 90", Refusal(CodingCases.Of(History(seed: 4, days: 60)), First.DayNumber + 60), StringComparison.Ordinal);
        Assert.Contains("same code", Refusal(CodingCases.Of(History(seed: 4, days: 160).Select(invoice => Coded(invoice, "1"))), Until), StringComparison.Ordinal);
        Assert.Contains("calibration needs 500", Refusal(CodingCases.Of(History(seed: 4, days: 160, perDay: 3)), Until), StringComparison.Ordinal);
        Assert.Contains("5 lines without a code", Assert.Throws<TrainingException>(() => CodingCases.Of(History(seed: 4, days: 1, perDay: 5).Select(invoice => Coded(invoice, null)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_a_code_that_came_in_the_last_month_only_is_refused_as_nothing_was_wrong_before()
    {
        var history = History(seed: 6, days: 160).Select(invoice => Coded(invoice, invoice.IssueDate!.Value.DayNumber < Until - 20 ? "1" : "2")); // every one has a date
        Assert.Contains("trees learn from right ones and wrong ones", Refusal(CodingCases.Of(history), Until), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_dates_that_can_not_be_true_are_counted_and_left_out()
    {
        var history = History(seed: 7, days: 3);
        var absurd = history[0] with { IssueDate = DateOnly.MaxValue };
        Assert.Equal(First.DayNumber + 2, CodingCases.Of([.. history, absurd, absurd with { IssueDate = new(1066, 10, 14) }]).LastDay);
        Assert.Contains("1 without a date that can be true", Assert.Throws<TrainingException>(() => CodingCases.Of([absurd])).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => CodingCases.Of([]));
    }

    [Fact]
    public void Train_keeps_one_held_out_score_a_line_of_the_last_month()
    {
        var cases = CodingCases.Of(History(seed: 8, days: 160));
        var model = CodingTrainer.Train(cases, Until, Small, _ => { }, TestContext.Current.CancellationToken).Model;
        // Every supplier is well known: those that are not are too few to speak for themselves.
        Assert.All(model.Sets, rule => Assert.Equal(30 * 20, rule.GrowingScores.Length));
        Assert.All(model.Sets.SelectMany(rule => rule.GrowingScores), score => Assert.InRange(score, 0, 1));
        Assert.All(model.Sets, rule => Assert.False(rule.MayBeOther));
    }

    [Fact]
    public void Train_and_judge_suppliers_of_one_bill_each_get_sets_of_their_own_that_may_hold_none_of_the_right_codes()
    {
        // A third of the bills come from suppliers who never sent one, and four in ten of those have a code of their own.
        var drawn = new Random(9);
        var strangers = History(seed: 10, days: 200, perDay: 10).Select((invoice, i) => drawn.NextDouble() < 0.4 ? Coded(invoice, $"9{i:0000}") : invoice).Select((invoice, i) => invoice with { SourceInvoiceId = $"stranger {i}", SupplierName = $"Unheard{i}" });
        var cases = CodingCases.Of([.. History(seed: 11, days: 200), .. strangers]);
        var token = TestContext.Current.CancellationToken;
        var model = CodingTrainer.Train(cases, Until, Small, _ => { }, token).Model;
        Assert.Equal([true, false], new[] { SupplierKnowledge.NeverSeen, SupplierKnowledge.WellKnown }.Select(knowledge => model.Sets[(int)knowledge].MayBeOther));
        foreach (var isGrowing in new[] { false, true })
        {
            var sets = CodingEvaluation.Of(cases, model, Until, cases.LastDay + 1, isGrowing, token).Figures.Sets;
            Assert.Equal([false, true], sets.Select(part => part.MayBeOther));
            Assert.InRange(sets[0].Coverage, 0.92, 0.99);
            Assert.InRange(sets[1].Offered, 0.2, 0.67); // of six in ten the code is known, and of those not all are candidates
            Assert.InRange(sets[1].CoverageOfOffered, 0.9, 1);
            Assert.Equal(sets[1].Coverage, sets[1].Offered * sets[1].CoverageOfOffered, 1e-9);
        }
    }

    [Fact]
    public void Judge_nothing_after_the_training_is_refused()
    {
        var cases = CodingCases.Of(History(seed: 5, days: 150));
        var model = CodingTrainer.Train(cases, Until, Small, _ => { }, TestContext.Current.CancellationToken).Model;
        Assert.Throws<TrainingException>(() => CodingEvaluation.Of(cases, model, Until, cases.LastDay + 1, isGrowing: false, TestContext.Current.CancellationToken));
    }

    private static string Refusal(CodingCases cases, int until) =>
        Assert.Throws<TrainingException>(() => CodingTrainer.Train(cases, until, Small, _ => { }, TestContext.Current.CancellationToken)).Message;

    private static List<Invoice> History(int seed, int days, int perDay = 20)
    {
        var drawn = new Random(seed);
        var invoices = new List<Invoice>();
        for (var day = 0; day < days; day++)
        {
            for (var i = 0; i < perDay; i++)
            {
                var (supplier, place, amount) = (drawn.Next(12), drawn.Next(4), drawn.Next(1, 1000) * 100L);
                var law = amount > 80_000 ? 70_000 : 81_000 + 10 * supplier + (supplier % 3 == 0 ? place : 0);
                var code = drawn.NextDouble() < 0.1 ? 82_000 + drawn.Next(5) : law;
                invoices.Add(Coded(Invoice($"{day}-{i}", $"Supplier {supplier}", $"4000{place}", amount, First.AddDays(day)), $"{code}"));
            }
        }

        return invoices;
    }

    private static Invoice Coded(Invoice invoice, string? code) => invoice with { Lines = [invoice.Lines[0] with { AccountCode = code }] };

    private static Invoice Invoice(string id, string supplier, string place, long amount, DateOnly date) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = id,
        Kind = InvoiceKind.Invoice,
        SupplierName = supplier,
        Currency = "GBP",
        IssueDate = date,
        Lines = [new() { LineId = "1", AmountMinor = amount, CostCentre = place }],
    };
}
