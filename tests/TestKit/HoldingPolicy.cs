using Triage.Models.Policy;

namespace Triage.TestKit;

/// <summary>Holds an invoice without an order for a day, clears what is routine up to 1,000.00.</summary>
public static class HoldingPolicy
{
    public static readonly TimeSpan HoldTime = TimeSpan.FromDays(1);

    /// <param name="source">Whose invoices need an order; <c>null</c>: everybody's.</param>
    public static string Text(string? source = null) =>
        $$"""
        name: holds
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
            kinds: [invoice]{{(source is null ? "" : $"\n    sources: [{source}]")}}
            any_of: [purchase_order]
            hold_days: 1
        clear:
          - name: routine
            kinds: [invoice]
            total_at_most: { GBP: 1000.00 }
        """;

    public static TriagePolicy Parse(string? source = null) => PolicyParser.Parse(Text(source)) switch
    {
        PolicyParseResult.Parsed parsed => parsed.Policy,
        PolicyParseResult.Refused refused => throw new InvalidOperationException(string.Join(Environment.NewLine, refused.Errors)),
        _ => throw new InvalidOperationException("A parse result is either of the two."),
    };
}
