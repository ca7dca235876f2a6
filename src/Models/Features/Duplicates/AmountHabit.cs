namespace Triage.Models.Features.Duplicates;

/// <summary>How often one supplier billed one amount, and how regularly.</summary>
/// <param name="LastGap">Days between the last two; 0 before the second.</param>
/// <param name="SameDay">How many came on a day on which the supplier had billed the amount already.</param>
/// <param name="RegularGaps">How many times in a row a gap was like the one before it, within five days or a sixth.</param>
internal readonly record struct AmountHabit(int Count, int LastDay, int LastGap, int RegularGaps, int SameDay)
{
    private const int LikeDays = 5;

    public AmountHabit With(int day, bool isSameDay)
    {
        var gap = Count == 0 ? 0 : Math.Abs(day - LastDay);
        var isLike = Count > 1 && gap > LikeDays && Math.Abs(gap - LastGap) <= Math.Max(LikeDays, LastGap / 6);
        return new(Count + 1, day, gap, isLike ? RegularGaps + 1 : 0, SameDay + (isSameDay ? 1 : 0));
    }
}
