using System.Collections.Immutable;
using Triage.Models.Gating.Checks;
using Triage.Models.Intake;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.Gating;

/// <summary>
/// From an invoice, its twins and a policy to a verdict. Pure: the same input gives the same verdict on
/// every machine, so that an old one can be computed again.
/// </summary>
public static class Gate
{
    public const string Version = "4";
    public const int EvidenceMax = 10;

    private const long MicrosPerDay = 86_400_000_000;

    public static Verdict Decide(GateInput input) => input.IsPastPassing ? DecideAfterPassing(input) : DecideWhetherItPasses(input);

    private static Verdict DecideWhetherItPasses(GateInput input)
    {
        var checks = NoneApplicable();
        var findings = new List<Finding>();
        foreach (var (check, run) in CheckTable.All)
        {
            var result = run(input);
            checks[(int)check] = result.Outcome;
            findings.AddRange(result.Findings);
        }

        ImmutableArray<Score> scores = [DuplicateScore(input), .. input.Sheet.Scores];
        findings.AddRange(Standing(input, scores));

        var rule = input.Policy.Clear.FirstOrDefault(candidate => Fits(candidate, input.Invoice));
        if (findings.Count == 0 && rule is null)
        {
            findings.Add(new(ExceptionCode.NoRuleMatched, "No rule of the policy lets it pass.", []));
        }

        var hold = HoldFor(input, findings);
        var active = findings.Count == 0 ? VerdictKind.Clear : hold is null ? VerdictKind.Review : VerdictKind.Hold;
        var kind = input.Policy.Mode == PolicyMode.Active || active != VerdictKind.Clear ? active : VerdictKind.Review;
        return new Verdict
        {
            Kind = kind,
            Reasons = [.. findings.Select(ToReason).OrderByDescending(reason => reason.Severity).ThenBy(reason => reason.Code)],
            ClearedByRule = active == VerdictKind.Clear ? rule?.Name : null,
            Hold = hold,
            WouldBe = input.Policy.Mode == PolicyMode.Active ? VerdictKind.None : active,
            Checks = [.. checks],
            Twins = input.Twins.Twins,
            BlockingKeysOverflowed = input.Twins.KeysOverflowed,
            Scores = scores,
            Lines = input.Sheet.Lines,
            Profile = input.Sheet.Profile,
            Features = input.Sheet.Features,
            Basis = VerdictBasis.Of(input),
            GateVersion = Version,
            PolicySha256 = input.Policy.Sha256,
            MasterData = input.MasterData.Used,
            JudgedAtMicros = input.NowMicros,
            HostDeadlineMicros = kind == VerdictKind.Clear ? After(input, input.Policy.HostDeadlineDays) : 0,
        };
    }

    /// <summary>The checks ask whether it may pass, which is over: none applies, and no policy holds back what nothing is wrong with.</summary>
    private static Verdict DecideAfterPassing(GateInput input)
    {
        var reasons = ConcernFindings.Of(input.Concerns).Select(ToReason);
        var kind = input.Concerns.IsEmpty ? VerdictKind.Clear : VerdictKind.Review;
        return new Verdict
        {
            Kind = kind,
            Reasons = [.. reasons.OrderByDescending(reason => reason.Severity).ThenBy(reason => reason.Code)],
            WouldBe = input.Policy.Mode == PolicyMode.Active ? VerdictKind.None : kind,
            Checks = [.. NoneApplicable()],
            Basis = VerdictBasis.Of(input),
            MasterData = input.MasterData.Used, // a calendar decides how soon a person should look
            GateVersion = Version,
            PolicySha256 = input.Policy.Sha256,
            JudgedAtMicros = input.NowMicros,
            HostDeadlineMicros = kind == VerdictKind.Clear ? After(input, input.Policy.HostDeadlineDays) : 0,
        };
    }

    /// <summary>What is wrong beyond the checks: with the kind itself, with its place in history, with the scorers.</summary>
    private static IEnumerable<Finding> Standing(GateInput input, ImmutableArray<Score> scores)
    {
        if (input.Invoice.Kind == InvoiceKind.CreditNote)
        {
            yield return new(ExceptionCode.CreditNote, "A person decides every credit note.", ["kind"]);
        }

        if (input.SupersessionFailed)
        {
            yield return new(ExceptionCode.StatusContradictory, "The invoice that it replaces could no longer be replaced.", []);
        }

        foreach (var finding in ConcernFindings.Of(input.Concerns))
        {
            yield return finding;
        }

        foreach (var finding in ScoreFindings.Of(input))
        {
            yield return finding;
        }

        foreach (var scorer in input.Policy.RequiredScorers)
        {
            // Priority rests on the verdict and is never missing where one is a person's.
            if (scorer != ScorerNames.Priority && !scores.Any(score => score.Scorer == scorer) && !input.Sheet.Missing.Contains(scorer))
            {
                yield return new(ExceptionCode.ModelUnavailable, $"The policy requires the scorer {scorer}, which gave no score.", [scorer]);
            }
        }
    }

    private static Score DuplicateScore(GateInput input) => new(
        ScorerNames.Duplicate,
        "rules-1",
        input.Twins.Twins.Select(twin => twin.Points).DefaultIfEmpty(0).Max(),
        ScoreUnit.Points);

    private static bool Fits(ClearRule rule, Invoice invoice) =>
        rule.Kinds.Contains(invoice.Kind)
        && (rule.Sources.IsEmpty || rule.Sources.Contains(invoice.SourceSystem, StringComparer.Ordinal))
        && (rule.Facilities.IsEmpty || (invoice.Facility is { } facility && rule.Facilities.Contains(facility, StringComparer.Ordinal)))
        && rule.TotalAtMostMinor.TryGetValue(invoice.Currency, out var most)
        && InvoiceSums.Amount(invoice) <= most;

    /// <summary>Only missing references can be waited for, and only where nothing else is wrong.</summary>
    private static Hold? HoldFor(GateInput input, List<Finding> findings)
    {
        var unmet = ReferenceChecks.Unmet(input);
        if (unmet.IsEmpty
            || unmet.Length != findings.Count
            || unmet.Any(rule => rule.HoldDays <= 0)
            || input.HoldExpired
            || input.EarlierHoldUntilMicros <= input.NowMicros
            || input.AlreadyCleared
            || findings.Any(finding => AlwaysHuman.Covers(finding.Code, input.Policy)))
        {
            return null;
        }

        var soonest = unmet.MinBy(rule => rule.HoldDays)!;
        // Judging again must not begin the days anew, or a hold could last for ever.
        return new(soonest.AnyOf[0], Math.Min(After(input, soonest.HoldDays), input.EarlierHoldUntilMicros ?? long.MaxValue));
    }

    private static CheckOutcome[] NoneApplicable() => new CheckOutcome[(int)CheckTable.All.Max(entry => entry.Check) + 1];

    private static long After(GateInput input, int days) => input.NowMicros + days * MicrosPerDay;

    internal static Reason ToReason(Finding finding) => new()
    {
        Code = finding.Code,
        Text = finding.Text,
        Severity = ExceptionCatalogue.Of(finding.Code).Severity,
        Evidence = finding.Evidence.Count <= EvidenceMax
            ? [.. finding.Evidence]
            : [.. finding.Evidence.Take(EvidenceMax), $"and {finding.Evidence.Count - EvidenceMax} more"],
    };
}
