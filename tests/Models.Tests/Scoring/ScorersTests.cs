using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Duplicates;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring;

public sealed class ScorersTests
{
    private static readonly ModelStamp Stamp = new(SampleModels.Version, [1, 2, 3]);
    private static readonly ProfileStamp Past = new([], 1, 7);

    private readonly Scorers _scorers = new(new() { Version = SampleModels.Version, Duplicate = (SampleModels.Duplicate, Stamp), Coding = (SampleModels.Coding, Stamp) });
    private readonly Profiles _profiles = new();

    [Fact]
    public void Score_bill_whose_number_came_before_is_flagged_and_names_the_other()
    {
        Add("one", "INV-12345");
        var score = Duplicate(Score(Samples.Invoice("two", "INV-1234S"))); // as a scanner may read it
        Assert.True(score.IsFlagged);
        Assert.Equal(("one", 970_000), (score.About, score.Value));
        Assert.Equal((SampleModels.Version, 3), (score.ModelVersion, score.ModelSha256.Length));
        Assert.Equal(Past, Score(Samples.Invoice("two")).Profile);
    }

    [Fact]
    public void Score_bill_like_no_other_has_no_candidate_and_is_certain_of_nothing()
    {
        var score = Duplicate(Score(Samples.Invoice("one")));
        Assert.Equal((0, null, false), (score.Value, score.About, score.IsFlagged));
    }

    [Fact]
    public void Score_is_never_held_against_itself_what_it_replaces_or_what_was_withdrawn()
    {
        Add("self", "INV-10001");
        Assert.Null(Duplicate(Score(Samples.Invoice("self"))).About);
        Assert.Null(Duplicate(Score(Samples.Invoice("other"), superseded: "self")).About);
        Assert.Equal("self", Duplicate(Score(Samples.Invoice("other"))).About);
        _profiles.Withdraw("self");
        Assert.Null(Duplicate(Score(Samples.Invoice("other"))).About);
    }

    [Fact]
    public void Score_explained_contributions_add_up_to_the_raw_score_in_thousandths()
    {
        Add("one", "INV-10001");
        _profiles.Confirm("one", Samples.Invoice("one"));
        var other = Samples.Invoice("two");
        var sheet = Score(other with { Lines = [other.Lines[0] with { AccountCode = "9999" }] });
        Assert.Equal(3000, Duplicate(sheet).Contributions.Sum(part => part.Thousandths));
        Assert.Equal(["number_equal_scanned", Contributions.Others, Contributions.Base], Duplicate(sheet).Contributions.Select(part => part.Feature));
        Assert.Equal(3000, sheet.Lines[0].Contributions.Sum(part => part.Thousandths));
        Assert.Empty(Duplicate(_scorers.Score("two", Samples.Invoice("two"), null, _profiles, Past, isExplained: false, isKept: false)).Contributions);
    }

    [Fact]
    public void Score_of_a_model_that_reads_the_beginning_of_a_row_is_as_it_was()
    {
        Add("one", "INV-12345");
        var copy = Samples.Invoice("two", "INV-1234S");
        var first = SampleModels.Duplicate with { RowScorer = SampleModels.Stump(DuplicateFeatures.First, "number_equal_scanned"), FeatureSchemaSha256 = DuplicateFeatures.First.Sha256 };
        var scorers = new Scorers(new() { Version = SampleModels.Version, Duplicate = (first, Stamp) });
        var (before, now) = (Duplicate(scorers.Score("two", copy, null, _profiles, Past, isExplained: true, isKept: true)), Duplicate(Score(copy)));
        Assert.Equal((now.Value, now.About, now.IsFlagged), (before.Value, before.About, before.IsFlagged));
        Assert.Equal(now.Contributions, before.Contributions);

        // The other way round what was not taken down can't be asked.
        var taken = new PairFeatures([.. Enumerable.Repeat(0f, DuplicateFeatures.First.Count)], [new("one", true)]);
        Assert.True(new DuplicateScorer(first, Stamp).Score(taken, isExplained: false).About is not null);
        Assert.Throws<FeatureSchemaException>(() => new DuplicateScorer(SampleModels.Duplicate, Stamp).Score(taken, isExplained: false));
    }

    [Fact]
    public void Score_line_is_offered_the_code_that_was_confirmed_and_says_whether_it_has_it()
    {
        var known = Samples.Invoice("one");
        _profiles.Confirm("one", known);
        var line = Assert.Single(Score(known with { SourceInvoiceId = "two" }).Lines);
        Assert.Equal(("7001", true, true), (line.Codes[0].Code, line.IsSure, line.AgreesWithGiven));
        Assert.False(line.IsSupplierNew || line.IsFacilityNew || line.MayBeOther);
        var other = Assert.Single(Score(known with { Lines = [known.Lines[0] with { AccountCode = "9999" }] }).Lines);
        Assert.True(other is { IsSure: true, AgreesWithGiven: false });
    }

    [Fact]
    public void Score_line_of_an_unknown_supplier_says_so_and_is_not_sure()
    {
        var line = Assert.Single(Score(Samples.Invoice("one")).Lines);
        Assert.True(line is { IsSure: false, IsSupplierNew: true, IsFacilityNew: true, Codes.IsEmpty: true, MayBeOther: true });
    }

    [Fact]
    public void Score_coding_is_that_of_the_least_sure_line()
    {
        var known = Samples.Invoice("one");
        _profiles.Confirm("one", known);
        var sheet = Score(known with { Lines = [known.Lines[0], known.Lines[0] with { LineId = "2" }] });
        var score = Assert.Single(sheet.Scores, score => score.Scorer == ScorerNames.Coding);
        Assert.Equal(sheet.Lines.Min(line => line.Codes[0].ProbabilityMillionths), score.Value);
        Assert.Equal(ScoreUnit.ProbabilityMillionths, score.Unit);
    }

    [Fact]
    public void Score_line_without_cost_centre_is_offered_its_suppliers_and_one_that_has_it_is_not_asked()
    {
        var scorers = new Scorers(new() { Version = SampleModels.Version, Coding = (SampleModels.Coding, Stamp), CostCentre = (SampleModels.Coding, Stamp) });
        var profiles = new Profiles(scorers.Set.Fields);
        var known = Samples.Invoice("one");
        known = known with { CostCentre = null, Lines = [known.Lines[0] with { CostCentre = "CC-100" }] };
        var bare = known with { SourceInvoiceId = "two", Lines = [known.Lines[0] with { CostCentre = null }] };
        Assert.Empty(Completed(bare)); // of a supplier that never had one it is not known whether it needs one

        profiles.Confirm("one", known);
        var line = Assert.Single(Completed(bare));
        Assert.Equal((CodeField.CostCentre, 0, "CC-100", true), (line.Field, line.Line, line.Codes[0].Code, line.AgreesWithGiven));
        Assert.Empty(Completed(known));
        Assert.Empty(Completed(bare with { CostCentre = "CC-9" }));
        Assert.Empty(Completed(bare with { SupplierId = "another" }));

        IEnumerable<LineSuggestion> Completed(Invoice invoice) =>
            scorers.Score("asked", invoice, null, profiles, Past, isExplained: false, isKept: false).Lines.Where(line => line.Field != CodeField.AccountCode);
    }

    [Fact]
    public void Questions_do_not_know_what_they_ask_for()
    {
        var invoice = Samples.Invoice("one");
        var line = invoice.Lines[0] with { CostCentre = "CC-100", ServiceCode = "99213" };
        invoice = invoice with { Lines = [line] };
        var other = invoice with { CostCentre = "CC-8", Lines = [line with { AccountCode = "1", CostCentre = "CC-7" }] };
        Assert.Equal(CodingQuestions.Of(invoice, CodeField.CostCentre)[0], CodingQuestions.Of(other, CodeField.CostCentre)[0]);
        Assert.NotEqual(CodingQuestions.Of(invoice)[0], CodingQuestions.Of(other)[0]);
        other = invoice with { Lines = [line with { AccountCode = "1", ServiceCode = "99214" }] };
        Assert.Equal(CodingQuestions.Of(invoice, CodeField.ServiceCode)[0], CodingQuestions.Of(other, CodeField.ServiceCode)[0]);
        Assert.NotEqual(CodingQuestions.Of(invoice)[0], CodingQuestions.Of(other)[0]);
    }

    [Fact]
    public void Profiles_a_second_confirmation_and_a_second_bill_change_nothing()
    {
        var invoice = Samples.Invoice("one");
        for (var time = 0; time < 3; time++)
        {
            Add("one", "INV-10001");
            _profiles.Confirm("one", invoice);
        }

        Assert.Equal(1, _profiles.Bills.Count);
        Assert.Equal(1, _profiles.CodingOf(CodeField.AccountCode).LinesCount);
    }

    [Fact]
    public void Profiles_codes_that_were_changed_elsewhere_teach_nothing()
    {
        _profiles.Distrust("one");
        _profiles.Confirm("one", Samples.Invoice("one"));
        Assert.Equal(0, _profiles.CodingOf(CodeField.AccountCode).LinesCount);
    }

    [Fact]
    public void Score_many_threads_with_scorers_of_their_own_say_the_same()
    {
        for (var n = 0; n < 200; n++)
        {
            Add($"bill{n}", $"INV-{n:00000}");
            _profiles.Confirm($"bill{n}", Samples.Invoice($"bill{n}") with { Lines = [Samples.Invoice("x").Lines[0] with { AmountMinor = 100 * n, AccountCode = $"7{n % 5:000}" }] });
        }

        Invoice[] asked = [.. Enumerable.Range(0, 200).Select(n => Samples.Invoice($"new{n}", $"INV-{n * 7 % 300:00000}"))];
        var expected = asked.Select(invoice => Print(Score(invoice))).ToArray();
        var set = _scorers.Set;
        Parallel.For(0, 8, _ =>
        {
            var own = new Scorers(set);
            for (var i = 0; i < asked.Length; i++)
            {
                Assert.Equal(expected[i], Print(own.Score(asked[i].SourceInvoiceId, asked[i], null, _profiles, Past, isExplained: true, isKept: true)));
            }
        });
    }

    private ScoreSheet Score(Invoice invoice, string? superseded = null) => _scorers.Score(invoice.SourceInvoiceId, invoice, superseded, _profiles, Past, isExplained: true, isKept: true);

    private void Add(string id, string number) => _profiles.Add(id, Samples.Invoice(id, number));

    private static Score Duplicate(ScoreSheet sheet) => Assert.Single(sheet.Scores, score => score.Scorer == ScorerNames.Duplicate);

    private static string Print(ScoreSheet sheet) => System.Text.Json.JsonSerializer.Serialize(sheet);
}
