using Triage.Models.Policy;

namespace Triage.Chaos;

/// <summary>Holds every invoice without an order for a day and clears the rest.</summary>
internal static class HoldingPolicy
{
    private const string Text = """
        name: chaos-holds
        mode: active
        required_scorers: [duplicate]
        duplicate: { review_at_points: 60 }
        currencies:
          GBP: { approval_limit: 10000.00 }
        dates: { future_tolerance_days: 1 }
        amounts: { tax_rate_max_percent: 30, rounding_minor_per_line: 1 }
        host_deadline_days: 14
        references:
          - name: order
            kinds: [invoice]
            any_of: [purchase_order]
            hold_days: 1
        clear:
          - name: routine
            kinds: [invoice]
            total_at_most: { GBP: 1000.00 }
        """;

    public static readonly TimeSpan HoldTime = TimeSpan.FromDays(1);

    public static readonly TriagePolicy Policy = ((PolicyParseResult.Parsed)PolicyParser.Parse(Text)).Policy;

    public static string WriteTo(string directory)
    {
        var path = Path.Combine(directory, "holds.policy.yaml");
        File.WriteAllText(path, Text);
        return path;
    }
}
