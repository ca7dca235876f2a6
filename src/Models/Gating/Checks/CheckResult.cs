using System.Collections.Immutable;

namespace Triage.Models.Gating.Checks;

/// <param name="Reasons">Why it failed; empty otherwise.</param>
internal readonly record struct CheckResult(CheckOutcome Outcome, ImmutableArray<Reason> Reasons)
{
    private const int EvidenceMax = 10;

    public static readonly CheckResult NotApplicable = new(CheckOutcome.NotApplicable, []);

    public static readonly CheckResult Passed = new(CheckOutcome.Passed, []);

    public static CheckResult Failed(ExceptionCode code, string text, params IEnumerable<string> evidence)
    {
        var all = evidence.ToArray();
        ImmutableArray<string> shown = all.Length <= EvidenceMax ? [.. all] : [.. all.Take(EvidenceMax), $"and {all.Length - EvidenceMax} more"];
        return new(CheckOutcome.Failed, [new Reason { Code = code, Text = text, Severity = ExceptionCatalogue.Of(code).Severity, Evidence = shown }]);
    }

    public static CheckResult Of(bool passed, ExceptionCode code, string text, params IEnumerable<string> evidence) =>
        passed ? Passed : Failed(code, text, evidence);
}
