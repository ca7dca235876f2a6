namespace Triage.Models.Scoring.Priority;

/// <summary>What an hour of waiting is expected to cost, by cause, in thousandths of a minor unit of the reference currency.</summary>
public readonly record struct PriorityCosts(long ValueAtRisk, long DueDate, long Discount, long Sla, long Severity)
{
    /// <summary>No amount is counted as larger than this, so that sums and products stay within bounds.</summary>
    public const long AmountMax = 1_000_000_000_000_000;

    private const long MicrosPerHour = 3_600_000_000;
    private const int BasisPoints = 10_000;

    public long Sum => ValueAtRisk + DueDate + Discount + Sla + Severity;

    public static PriorityCosts Of(PriorityQuestion question, PriorityWeights weights)
    {
        var amount = weights.ReferenceMinor(question.AmountMinor, question.Currency);
        var severity = weights.Severities[Math.Clamp(question.Severity, 1, PriorityWeights.SeverityCount) - 1];
        return new(
            ValueAtRisk: YearlyByHour(amount, weights.HeldBasisPointsPerYear, weights),
            DueDate: DueDateOf(amount, question.DueLeftMicros, weights),
            Discount: question.DiscountLeftMicros is > 0 and { } left ? Spread((Int128)amount * Math.Clamp(question.DiscountBasisPoints, 0, BasisPoints) / BasisPoints, left, weights) : 0,
            Sla: question.SlaLeftMicros > 0 ? Spread(severity.SlaMinor, question.SlaLeftMicros, weights) : Thousandths(severity.SlaMinor, weights.SlaAgainHours),
            Severity: Thousandths(severity.HourMinor, 1));
    }

    /// <summary>Before the due date: what is lost by missing it. After it: the interest that goes on.</summary>
    private static long DueDateOf(long amount, long? left, PriorityWeights weights)
    {
        if (left is null)
        {
            return 0;
        }

        if (left <= 0)
        {
            return YearlyByHour(amount, weights.LateBasisPointsPerYear, weights);
        }

        var charge = weights.LateCharges.LastOrDefault(charge => charge.FromMinor <= amount).ChargeMinor;
        var interest = (Int128)amount * weights.LateBasisPointsPerYear * weights.PaymentRunDays / (BasisPoints * 365);
        return Spread(charge + interest, left.Value, weights);
    }

    private static long Spread(Int128 loss, long leftMicros, PriorityWeights weights)
    {
        foreach (var step in weights.StepHours)
        {
            if (leftMicros <= step * MicrosPerHour)
            {
                return Thousandths(loss, step);
            }
        }

        return 0;
    }

    private static long YearlyByHour(long amount, int basisPoints, PriorityWeights weights) =>
        Capped((Int128)amount * basisPoints * 1_000 / ((Int128)BasisPoints * weights.OpenHoursPerYear));

    private static long Thousandths(Int128 minor, int hours) => Capped(minor * 1_000 / hours);

    private static long Capped(Int128 cost) => (long)Int128.Min(cost, AmountMax);
}
