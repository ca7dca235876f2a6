using System.Collections.Immutable;
using Triage.Models.Gating.Checks;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.Gating;

/// <summary>
/// From checks, scores and policy to a verdict, purely. Models advise: nothing here rejects an invoice,
/// and only an explicit rule of the policy lets one pass.
/// <list type="bullet">
/// <item>a missing reference alone, with time left: HOLD</item>
/// <item>any exception otherwise: REVIEW</item>
/// <item>none, and a clear rule fits: CLEAR (in shadow mode: REVIEW that would be CLEAR)</item>
/// <item>none, and no rule fits: REVIEW with NO_RULE_MATCHED</item>
/// </list>
/// </summary>
public static class Gate
{
    /// <summary>Stands on every verdict. A change of what any input yields is a new version, kept beside the old.</summary>
    public const string Version = "1";

    private static readonly Check[] Checks = Enum.GetValues<Check>();

    public static Verdict Decide(GateInput input)
    {
        var need = ReferenceNeed.Of(input.Invoice, input.Policy);
        var outcomes = new CheckOutcome[(int)Checks[^1] + 1];
        var reasons = new List<Reason>();
        foreach (var check in Checks)
        {
            var result = CheckSet.Run(check, input, need);
            outcomes[(int)check] = result.Outcome;
            reasons.AddRange(result.Reasons);
        }

        // Points of the best twin: the only scorer until trained ones come.
        ImmutableArray<Score> scores = [new(TwinScorer.ScorerName, TwinScorer.ModelVersion, input.Twins.Twins.IsEmpty ? 0 : input.Twins.Twins[0].Points, ScoreUnit.Points)];
        AddBeyondChecks(input, scores, reasons);
        var rule = input.Policy.Clear.FirstOrDefault(clear => Fits(clear, input.Invoice));
        if (reasons.Count == 0 && rule is null)
        {
            reasons.Add(Exception(ExceptionCode.NoRuleMatched, "No rule of the policy lets it pass."));
        }

        var hold = HoldOf(input, need, reasons);
        var kind = hold is not null ? VerdictKind.Hold : reasons.Count > 0 ? VerdictKind.Review : VerdictKind.Clear;
        var isShadow = input.Policy.Mode == PolicyMode.Shadow;
        var given = isShadow && kind == VerdictKind.Clear ? VerdictKind.Review : kind;
        return new Verdict
        {
            Kind = given,
            WouldBe = isShadow ? kind : VerdictKind.None,
            Reasons = [.. reasons.OrderByDescending(r => r.Severity).ThenBy(r => r.Code)],
            ClearedByRule = kind == VerdictKind.Clear ? rule?.Name : null,
            Hold = hold,
            Checks = [.. outcomes],
            Twins = input.Twins.Twins,
            BlockingKeysOverflowed = input.Twins.KeysOverflowed,
            Scores = scores,
            GateVersion = Version,
            PolicySha256 = input.Policy.Sha256,
            JudgedAtMicros = input.NowMicros,
            HostDeadlineMicros = given == VerdictKind.Clear ? After(input, input.Policy.HostDeadlineDays) : 0,
        };
    }

    private static void AddBeyondChecks(GateInput input, ImmutableArray<Score> scores, List<Reason> reasons)
    {
        if (input.Invoice.Kind == InvoiceKind.CreditNote && reasons.All(r => r.Code != ExceptionCode.CreditNote))
        {
            reasons.Add(Exception(ExceptionCode.CreditNote, "Credit notes are always decided by a person.", "kind"));
        }

        if (input.SupersessionFailed)
        {
            reasons.Add(Exception(ExceptionCode.StatusContradictory, "The invoice that it should take the place of is no longer open."));
        }

        foreach (var scorer in input.Policy.RequiredScorers.Where(name => scores.All(s => s.Scorer != name)))
        {
            reasons.Add(Exception(ExceptionCode.ModelUnavailable, "A scorer that the policy requires gave no score.", scorer));
        }
    }

    private static Hold? HoldOf(GateInput input, ReferenceNeed need, List<Reason> reasons) =>
        need.Missing is { HoldDays: > 0 } missing && reasons.Count == 1 && !input.HoldExpired && !input.AlreadyCleared
            ? new Hold(missing.AnyOf[0], After(input, missing.HoldDays))
            : null;

    private static bool Fits(ClearRule rule, Invoice invoice) =>
        rule.Kinds.Contains(invoice.Kind)
        && (rule.Sources.IsEmpty || rule.Sources.Contains(invoice.SourceSystem))
        && (rule.Facilities.IsEmpty || (invoice.Facility is { } facility && rule.Facilities.Contains(facility)))
        && rule.TotalAtMostMinor.TryGetValue(invoice.Currency, out var most) && invoice.AmountMinor <= most;

    private static long After(GateInput input, int days) => input.NowMicros + (long)TimeSpan.FromDays(days).TotalMicroseconds;

    private static Reason Exception(ExceptionCode code, string text, params ImmutableArray<string> evidence) =>
        new() { Code = code, Text = text, Severity = ExceptionCatalogue.Of(code).Severity, Evidence = evidence };
}
