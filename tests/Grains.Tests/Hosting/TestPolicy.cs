using Triage.Models.Policy;

namespace Triage.Grains.Tests.Hosting;

/// <summary>Clears what is routine up to 1,000.00 and holds for a day what <see cref="HoldingSource"/> sends without an order.</summary>
internal static class TestPolicy
{
    public const string HoldingSource = "orders";
    public static readonly TimeSpan HoldTime = TimeSpan.FromDays(1);

    public static readonly TriagePolicy Active = PolicyParser.Parse(
        $$"""
        name: grains-tests
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
            sources: [{{HoldingSource}}]
            any_of: [purchase_order]
            hold_days: 1
        clear:
          - name: routine
            kinds: [invoice]
            total_at_most: { GBP: 1000.00 }
        """) switch
    {
        PolicyParseResult.Parsed parsed => parsed.Policy,
        PolicyParseResult.Refused refused => throw new InvalidOperationException(string.Join(Environment.NewLine, refused.Errors)),
        _ => throw new InvalidOperationException("A parse result is either of the two."),
    };
}
