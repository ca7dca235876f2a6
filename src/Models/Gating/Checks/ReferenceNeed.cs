using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Gating.Checks;

/// <param name="Missing">The rule that is not met; of several, the one that waits the shortest.</param>
/// <param name="AnyApplies">Whether any rule asks anything of this invoice.</param>
internal readonly record struct ReferenceNeed(ReferenceRule? Missing, bool AnyApplies)
{
    public static ReferenceNeed Of(Invoice invoice, TriagePolicy policy)
    {
        var rules = policy.References.Where(rule => Applies(rule, invoice)).ToArray();
        var missing = rules.Where(rule => !rule.AnyOf.Any(r => invoice.Get(r) is not null)).MinBy(rule => rule.HoldDays);
        return new(missing, rules.Length > 0);
    }

    private static bool Applies(ReferenceRule rule, Invoice invoice) =>
        rule.Kinds.Contains(invoice.Kind)
        && (rule.Sources.IsEmpty || rule.Sources.Contains(invoice.SourceSystem))
        && (!rule.AboveMinor.TryGetValue(invoice.Currency, out var above) || invoice.AmountMinor > above);
}
