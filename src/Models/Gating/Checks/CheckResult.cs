using System.Collections.Immutable;

namespace Triage.Models.Gating.Checks;

/// <summary>A failed check has at least one finding, the other outcomes have none.</summary>
public sealed record CheckResult
{
    public static readonly CheckResult NotApplicable = new(CheckOutcome.NotApplicable, []);
    public static readonly CheckResult Passed = new(CheckOutcome.Passed, []);

    private CheckResult(CheckOutcome outcome, ImmutableArray<Finding> findings)
    {
        Outcome = outcome;
        Findings = findings;
    }

    public CheckOutcome Outcome { get; }
    public ImmutableArray<Finding> Findings { get; }

    public static CheckResult Failed(ExceptionCode code, string text, params IReadOnlyList<string> evidence) =>
        new(CheckOutcome.Failed, [new Finding(code, text, evidence)]);

    public static CheckResult PassedUnless(IEnumerable<Finding> findings)
    {
        ImmutableArray<Finding> found = [.. findings];
        return found.IsEmpty ? Passed : new(CheckOutcome.Failed, found);
    }
}
