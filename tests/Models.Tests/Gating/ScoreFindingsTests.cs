using System.Collections.Immutable;
using CsCheck;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Gating;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.Tests.Gating;

public sealed class ScoreFindingsTests
{
    private static readonly ProfileStamp Past = new([1], 1, 5);

    [Theory]
    [InlineData(ScorerNames.Duplicate, "invoices/erp/9", ExceptionCode.DuplicateSuspected)]
    [InlineData(ScorerNames.Anomaly, "amount", ExceptionCode.AmountAnomaly)]
    [InlineData(ScorerNames.Anomaly, "frequency", ExceptionCode.PatternAnomaly)]
    public void Decide_flagged_score_sends_it_to_a_person_and_names_what_it_is_about(string scorer, string about, ExceptionCode code)
    {
        var verdict = Gate.Decide(Sample.Input with { Sheet = SheetOf(Scored(scorer, 972_345) with { IsFlagged = true, About = about }) });
        Assert.Equal(VerdictKind.Review, verdict.Kind);
        var reason = Assert.Single(verdict.Reasons);
        Assert.Equal((code, about), (reason.Code, Assert.Single(reason.Evidence)));
        Assert.Contains("97 %", reason.Text, StringComparison.Ordinal);
        Assert.Equal(Past, verdict.Profile);
    }

    [Fact]
    public void Decide_score_that_is_not_flagged_stands_in_the_verdict_and_changes_nothing()
    {
        var verdict = Gate.Decide(Sample.Input with { Sheet = SheetOf(Scored(ScorerNames.Duplicate, 400_000)) });
        Assert.Equal(VerdictKind.Clear, verdict.Kind);
        Assert.Equal([Gate.Version, "rules-1", "m1"], [verdict.GateVersion, .. verdict.Scores.Select(score => score.ModelVersion)]);
    }

    [Theory]
    [InlineData(399_999, VerdictKind.Clear)]
    [InlineData(400_000, VerdictKind.Review)]
    public void Decide_threshold_of_the_policy_counts_before_the_model_s(long value, VerdictKind kind)
    {
        var policy = Sample.Policy with { DuplicateReviewAtMillionths = 400_000, AnomalyReviewAtMillionths = 400_000 };
        Assert.All([ScorerNames.Duplicate, ScorerNames.Anomaly], scorer =>
            Assert.Equal(kind, Gate.Decide(Sample.Input with { Policy = policy, Sheet = SheetOf(Scored(scorer, value) with { IsFlagged = value < 400_000 }) }).Kind));
    }

    [Fact]
    public void Decide_line_without_a_sure_code_goes_to_a_coder_and_a_sure_one_does_not()
    {
        var input = Sample.Input with { Sheet = SheetOf() with { Lines = [Line(0, sure: true), Line(1, sure: false)] } };
        var reason = Assert.Single(Gate.Decide(input).Reasons);
        Assert.Equal((ExceptionCode.CodingAmbiguous, "lines[1].account_code"), (reason.Code, Assert.Single(reason.Evidence)));
        Assert.Equal(VerdictKind.Clear, Gate.Decide(input with { Sheet = SheetOf() with { Lines = [Line(0, sure: true), Line(1, sure: true)] } }).Kind);
        // The policy may ask for more than the model's own threshold, or for less.
        Assert.Equal(2, Assert.Single(Gate.Decide(input with { Policy = Sample.Policy with { CodingSureAtMillionths = 950_000 } }).Reasons).Evidence.Length);
        Assert.Empty(Gate.Decide(input with { Policy = Sample.Policy with { CodingSureAtMillionths = 900_000 } }).Reasons);
    }

    [Fact]
    public void Decide_given_code_conflicts_only_where_the_model_is_sure_of_another()
    {
        var coded = Sample.Input.With(invoice => invoice.WithLine(0, line => line with { AccountCode = "1" }).WithLine(1, line => line with { AccountCode = "2" }));
        Assert.Empty(Gate.Decide(coded with { Sheet = SheetOf() with { Lines = [Line(0, sure: false) with { AgreesWithGiven = false }, Line(1, sure: true)] } }).Reasons);
        var reason = Assert.Single(Gate.Decide(coded with { Sheet = SheetOf() with { Lines = [Line(0, sure: true) with { AgreesWithGiven = false }, Line(1, sure: true)] } }).Reasons);
        Assert.Equal((ExceptionCode.CodingConflict, "lines[0].account_code"), (reason.Code, Assert.Single(reason.Evidence)));
    }

    [Fact]
    public void Decide_missing_score_is_a_person_s_once_whether_or_not_the_policy_requires_it()
    {
        var input = Sample.Input with { Sheet = ScoreSheet.AllMissing([ScorerNames.Coding]) };
        Assert.Equal([ExceptionCode.ModelUnavailable], Gate.Decide(input).Codes());
        Assert.Equal([ExceptionCode.ModelUnavailable], Gate.Decide(input with { Policy = Sample.Policy with { RequiredScorers = [ScorerNames.Coding] } }).Codes());
        Assert.Equal(VerdictKind.Review, Gate.Decide(input).Kind);
    }

    [Fact]
    public void Decide_no_score_lets_anything_pass_that_rules_alone_would_not() => Gen.Select(GateGen.Any, Sheets).Holds(pair =>
    {
        var (input, sheet) = pair;
        sheet = sheet with { Lines = [.. sheet.Lines.Where(line => line.Line < input.Invoice.Lines.Length)] };
        // What the policy requires and rules cannot give is the one thing that a score can bring.
        input = input with { Policy = input.Policy with { RequiredScorers = [ScorerNames.Duplicate] } };
        var (without, with) = (Gate.Decide(input), Gate.Decide(input with { Sheet = sheet }));
        if (without.Kind != VerdictKind.Clear && without.WouldBe != VerdictKind.Clear)
        {
            Assert.NotEqual(VerdictKind.Clear, with.Kind);
            Assert.NotEqual(VerdictKind.Clear, with.WouldBe);
        }

        Assert.True(without.Reasons.Length == 0 || with.Kind == VerdictKind.Review || with.Kind == without.Kind);
    });

    private static readonly Gen<ScoreSheet> Sheets = Gen.Select(
        Gen.Select(Gen.OneOf(ScorerNames.Duplicate, ScorerNames.Anomaly, ScorerNames.Coding), Gen.Long[0, 1_000_000], Gen.Bool).Select((scorer, value, flagged) => Scored(scorer, value) with { IsFlagged = flagged }).Array[0, 3],
        Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Bool).Select((line, sure, agrees) => Line(line, sure) with { AgreesWithGiven = agrees }).Array[0, 3],
        Gen.OneOf<string[]>([], [], [ScorerNames.Anomaly])).Select((scores, lines, missing) => SheetOf([.. scores]) with { Lines = [.. lines], Missing = [.. missing] });

    private static ScoreSheet SheetOf(params ImmutableArray<Score> scores) => new() { Scores = scores, Profile = Past };

    private static Score Scored(string scorer, long value) => new(scorer, "m1", value, ScoreUnit.ProbabilityMillionths) { ModelSha256 = [9] };

    [Theory]
    [InlineData(CodeField.CostCentre)]
    [InlineData(CodeField.ServiceCode)]
    public void Decide_what_completes_a_line_is_advice_alone(CodeField field)
    {
        var lines = Enumerable.Range(0, Sample.Input.Invoice.Lines.Length).Select(line => Line(line, sure: true) with { Field = field, IsSure = false, AgreesWithGiven = false });
        var input = Sample.Input with { Sheet = Sample.Input.Sheet with { Lines = [.. lines] } };
        Assert.Equal(Gate.Decide(Sample.Input).Reasons.Select(reason => reason.Code), Gate.Decide(input).Reasons.Select(reason => reason.Code));
    }

    private static LineSuggestion Line(int line, bool sure) => new() { Line = line, Codes = [new("7001", 940_000)], IsSure = sure, AgreesWithGiven = true };
}
