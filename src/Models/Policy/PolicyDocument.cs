using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Policy;

/// <summary>The document's shape; docs/policy.md describes it.</summary>
internal static class PolicyDocument
{
    private const int DaysMax = 36_500;

    public static TriagePolicy Read(PolicyNode root, List<PolicyError> errors, ImmutableArray<byte> sha256, string text)
    {
        var top = new PolicySection(
            root,
            errors,
            "name", "mode", "required_scorers", "duplicate", "anomaly", "coding", "currencies", "dates", "amounts", "host_deadline_days",
            "suppliers", "references", "always_human", "clear");
        var duplicate = Section(top, errors, "duplicate", "review_at_points", "review_at_probability");
        var dates = Section(top, errors, "dates", "stale_after_days", "future_tolerance_days");
        var amounts = Section(top, errors, "amounts", "tax_rate_max_percent", "rounding_minor_per_line");
        var limits = PolicyAmounts.Read(
            top.Required("currencies"),
            errors,
            known: null,
            value => new PolicySection(value, errors, "approval_limit").Required("approval_limit"));
        var policy = new TriagePolicy
        {
            Name = top.Name("name"),
            Mode = top.Word<PolicyMode>("mode"),
            RequiredScorers = top.RequiredList("required_scorers", PolicyValues.Scorer),
            DuplicateReviewAtPoints = duplicate?.Integer("review_at_points", 1, 100) ?? 0,
            DuplicateReviewAtMillionths = duplicate?.Probability("review_at_probability"),
            AnomalyReviewAtMillionths = OptionalSection(top, errors, "anomaly", "review_at_probability")?.Probability("review_at_probability"),
            CodingSureAtMillionths = OptionalSection(top, errors, "coding", "sure_at_probability")?.Probability("sure_at_probability"),
            ApprovalLimitMinor = limits,
            StaleAfterDays = dates?.Integer("stale_after_days", 1, DaysMax, absent: 0) ?? 0,
            FutureToleranceDays = dates?.Integer("future_tolerance_days", 0, 366) ?? 0,
            TaxRateMaxPercent = amounts?.Integer("tax_rate_max_percent", 0, 100) ?? 0,
            RoundingMinorPerLine = amounts?.Integer("rounding_minor_per_line", 0, 100) ?? 0,
            HostDeadlineDays = top.Integer("host_deadline_days", 1, 366),
            NewSupplierDays = top.Optional("suppliers") is { } suppliers
                ? new PolicySection(suppliers, errors, "new_for_days").Integer("new_for_days", 1, 366)
                : TriagePolicy.NewSupplierDaysDefault,
            References = top.OptionalList("references", (node, all) => Rule(node, all, limits)),
            AlwaysHuman = top.OptionalList("always_human", PolicyValues.Word<AlwaysHumanClass>),
            Clear = top.RequiredList("clear", (node, all) => Clear(node, all, limits)),
            Sha256 = sha256,
            Text = text,
        };
        RefuseRepeatedNames(top.Optional("references"), errors);
        RefuseRepeatedNames(top.Optional("clear"), errors);
        return policy;
    }

    private static PolicySection? Section(PolicySection top, List<PolicyError> errors, string key, params string[] keys) =>
        top.Required(key) is { } node ? new(node, errors, keys) : null;

    private static PolicySection? OptionalSection(PolicySection top, List<PolicyError> errors, string key, params string[] keys) =>
        top.Optional(key) is { } node ? new(node, errors, keys) : null;

    private static ReferenceRule Rule(PolicyNode node, List<PolicyError> errors, ImmutableSortedDictionary<string, long> limits)
    {
        var section = new PolicySection(node, errors, "name", "kinds", "sources", "any_of", "above", "hold_days");
        return new()
        {
            Name = section.Name("name"),
            Kinds = section.Words<InvoiceKind>("kinds"),
            Sources = section.OptionalList("sources", PolicyValues.Name),
            AnyOf = section.Words<Reference>("any_of"),
            AboveMinor = PolicyAmounts.Read(section.Optional("above"), errors, limits, amount => amount),
            HoldDays = section.Integer("hold_days", 0, 366),
        };
    }

    private static ClearRule Clear(PolicyNode node, List<PolicyError> errors, ImmutableSortedDictionary<string, long> limits)
    {
        var section = new PolicySection(node, errors, "name", "kinds", "sources", "facilities", "total_at_most");
        var kinds = section.Words<InvoiceKind>("kinds");
        if (kinds.Contains(InvoiceKind.CreditNote) && section.Required("kinds") is { } place)
        {
            errors.Add(new(place.Line, place.Column, "No rule can clear a credit note: a person decides every one."));
        }

        return new()
        {
            Name = section.Name("name"),
            Kinds = kinds,
            Sources = section.OptionalList("sources", PolicyValues.Name),
            Facilities = section.OptionalList("facilities", PolicyValues.Text),
            TotalAtMostMinor = PolicyAmounts.Read(section.Required("total_at_most"), errors, limits, amount => amount),
        };
    }

    private static void RefuseRepeatedNames(PolicyNode? node, List<PolicyError> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = from rule in (node as PolicyNode.List)?.Items.OfType<PolicyNode.Map>() ?? []
                    from entry in rule.Entries
                    where entry.Key.Value == "name"
                    select entry.Value as PolicyNode.Scalar;
        foreach (var name in names.Where(name => name is not null && !seen.Add(name.Value)))
        {
            errors.Add(new(name.Line, name.Column, "The rule's name is repeated."));
        }
    }
}
