using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Scoring.Priority;

/// <summary>What waiting costs, as one tenant states it. Amounts are minor units of a reference currency with two decimals.</summary>
public sealed record PriorityWeights
{
    public const int SeverityCount = 5;

    /// <summary>Stands with every score; another formula or other weights are another version.</summary>
    public string Version { get; init; } = "priority-1";

    /// <summary>Millionths of a reference unit that one unit of the currency is worth.</summary>
    public ImmutableSortedDictionary<string, long> RatesMillionths { get; init; } = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal, new Dictionary<string, long>(StringComparer.Ordinal) { ["GBP"] = 1_000_000, ["EUR"] = 860_000, ["USD"] = 750_000 });

    /// <summary>What an amount counts as when its currency has no rate.</summary>
    public long UnratedMinor { get; init; } = 100_000;

    public int OpenHoursPerYear { get; init; } = 2_500;

    /// <summary>What money costs that cannot be used. Default: 3.5 %, the rate of HM Treasury's Green Book.</summary>
    public int HeldBasisPointsPerYear { get; init; } = 350;

    /// <summary>Default: 12 %, the United Kingdom's statutory interest (8 % over base) at a base rate of 4 %.</summary>
    public int LateBasisPointsPerYear { get; init; } = 1_200;

    /// <summary>From the smallest debt on. Default: the Late Payment of Commercial Debts Regulations 2002.</summary>
    public ImmutableArray<LateCharge> LateCharges { get; init; } = [new(0, 4_000), new(100_000, 7_000), new(1_000_000, 10_000)];

    /// <summary>Whoever misses a payment run waits for the next: so many days of interest are lost with the due date.</summary>
    public int PaymentRunDays { get; init; } = 7;

    /// <summary>From an answer to the payment: by so much due and discount dates are nearer than they look.</summary>
    public int PaymentLeadDays { get; init; } = 2;

    /// <summary>From the mildest severity to the gravest.</summary>
    public ImmutableArray<SeverityCost> Severities { get; init; } = [new(1, 100), new(2, 300), new(5, 1_000), new(20, 3_000), new(100, 10_000)];

    public int SlaAgainHours { get; init; } = 8;

    /// <summary>
    /// Open hours, rising. What is lost at a deadline is spread over the smallest step that reaches to it; beyond the last it costs nothing yet.
    /// </summary>
    public ImmutableArray<int> StepHours { get; init; } = [4, 8, 16, 32, 64, 128, 256, 512];

    /// <summary>What is added to the index before its logarithm is taken, in thousandths of a minor unit an hour, by hour of effort: little below it is told apart.</summary>
    public long IndexAdded { get; init; } = 10_000;

    public int PointsPerDoubling { get; init; } = 75;

    /// <summary>Of all parts but age together.</summary>
    public int PointsMax { get; init; } = 1_000;

    /// <summary>The wait, by day and by night, that is worth a point. Default: with all other points, a month.</summary>
    public TimeSpan AgePoint { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>The work that the effort's part measures others against.</summary>
    public int EffortReferenceMinutes { get; init; } = 15;

    public int EffortMinutesMax { get; init; } = 480;

    /// <summary>Nothing that enters its queue later than this after an item can come before it.</summary>
    public TimeSpan OvertakenWithin => PointsMax * AgePoint;

    /// <summary>The size of an amount, whatever its sign, in the reference currency's minor units.</summary>
    public long ReferenceMinor(long amountMinor, string currency)
    {
        if (Currency.ExponentOf(currency) is not { } exponent || !RatesMillionths.TryGetValue(currency, out var rate))
        {
            return UnratedMinor;
        }

        var minor = Int128.Abs(amountMinor) * rate * 100 / ((Int128)1_000_000 * (long)Currency.Scale(exponent));
        return (long)Int128.Min(minor, PriorityCosts.AmountMax);
    }

    /// <summary>What is wrong with these weights, every fault at once; empty when they can be used.</summary>
    public ImmutableArray<string> Faults() =>
    [
        .. Fault(Version.Length > 0, "Version is empty."),
        .. Fault(RatesMillionths.Values.All(rate => rate is > 0 and <= 1_000_000_000), "A rate is not between 1 and 1,000,000,000 millionths."),
        .. Fault(UnratedMinor is >= 0 and <= PriorityCosts.AmountMax, "UnratedMinor is negative or too large."),
        .. Fault(OpenHoursPerYear is > 0 and <= 8_784, "OpenHoursPerYear is not between 1 and 8,784."),
        .. Fault(HeldBasisPointsPerYear is >= 0 and <= 100_000 && LateBasisPointsPerYear is >= 0 and <= 100_000, "A yearly rate is not between 0 and 100,000 basis points."),
        .. Fault(LateCharges.All(charge => charge is { FromMinor: >= 0, ChargeMinor: >= 0 and <= PriorityCosts.AmountMax }), "A late charge is negative or too large."),
        .. Fault(IsRising(LateCharges.Select(charge => charge.FromMinor)), "Late charges do not rise in what they start from."),
        .. Fault(PaymentRunDays is >= 0 and <= 366 && PaymentLeadDays is >= 0 and <= 366, "A number of days is not between 0 and 366."),
        .. Fault(Severities.Length == SeverityCount, $"Severities must be {SeverityCount}."),
        .. Fault(Severities.All(cost => cost is { HourMinor: >= 0 and <= PriorityCosts.AmountMax, SlaMinor: >= 0 and <= PriorityCosts.AmountMax }), "A severity's cost is negative or too large."),
        .. Fault(SlaAgainHours is > 0 and <= 8_784, "SlaAgainHours is not between 1 and 8,784."),
        .. Fault(StepHours is [> 0, ..] && StepHours[^1] <= 8_784 && IsRising(StepHours.Select(step => (long)step)), "StepHours do not rise from 1 up to 8,784."),
        .. Fault(IndexAdded is > 0 and <= 1_000_000_000, "IndexAdded is not between 1 and 1,000,000,000."),
        .. Fault(PointsPerDoubling is > 0 and <= 10_000 && PointsMax is > 0 and <= 1_000_000, "PointsPerDoubling or PointsMax is out of range."),
        .. Fault(AgePoint >= TimeSpan.FromSeconds(1) && AgePoint <= TimeSpan.FromDays(1) && AgePoint.Ticks % TimeSpan.TicksPerSecond == 0, "AgePoint is not whole seconds, from one to a day."),
        .. Fault(EffortMinutesMax is > 0 and <= 10_000 && EffortReferenceMinutes > 0 && EffortReferenceMinutes <= EffortMinutesMax, "EffortReferenceMinutes or EffortMinutesMax is out of range."),
    ];

    private static string[] Fault(bool isRight, string fault) => isRight ? [] : [fault];

    private static bool IsRising(IEnumerable<long> values) => values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second);
}
