using CsCheck;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Tests.Scoring.Priority;

internal static class GenPriority
{
    public const long Hour = 3_600_000_000;
    public const long Start = 1_790_000_000_000_000;

    private static readonly Gen<long> Amounts = Gen.OneOf(Gen.Long[0, 100_000], Gen.Long[-10_000_000, 100_000_000], Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    private static readonly Gen<long> Left = Gen.OneOf(Gen.Long[-50 * Hour, 600 * Hour], Gen.Int[0, 9].Select(step => (4L << step) * Hour), Gen.Const(0L));

    private static readonly Gen<long?> MaybeLeft = Gen.OneOf(Gen.Const((long?)null), Left.Select(left => (long?)left));

    public static readonly Gen<PriorityQuestion> Questions =
        from amount in Amounts
        from currency in Gen.OneOf("GBP", "EUR", "USD", "JPY", "???")
        from due in MaybeLeft
        from discount in MaybeLeft
        from basisPoints in Gen.Int[0, 1_000]
        from sla in Left
        from severity in Gen.Int[1, 5]
        from effort in Gen.OneOf(Gen.Int[1, 120], Gen.Int[-3, 5_000])
        from entered in Gen.Long[0, 2_000 * Hour]
        from waited in Gen.Long[0, 2_000 * Hour]
        select new PriorityQuestion
        {
            AmountMinor = amount,
            Currency = currency,
            DueLeftMicros = due,
            DiscountLeftMicros = discount,
            DiscountBasisPoints = basisPoints,
            SlaLeftMicros = sla,
            Severity = severity,
            EffortMinutes = effort,
            EnteredAtMicros = Start + entered,
            NowMicros = Start + entered + waited,
        };
}
