namespace Triage.Models.Features.Duplicates;

/// <summary>Whether a bill's running number lies where the supplier's numbers stood on its day.</summary>
internal static class NumberSequence
{
    private const int NearDays = 10;
    private const int NearMin = 2;

    /// <summary>
    /// How many usual steps it lies outside the numbers of bills dated nearly alike, as a logarithm; 0 within them.
    /// <see cref="DuplicateFeatures.Missing"/> where there are fewer than two of those or no running number.
    /// </summary>
    public static float Off(DuplicateFacts self, SupplierHabits? habits)
    {
        if (habits is null || self.IssueDay == 0 || self.Number is null || NumberForm.Of(self.Number) is not { } form)
        {
            return DuplicateFeatures.Missing;
        }

        var (lowest, highest, count) = (long.MaxValue, long.MinValue, 0);
        foreach (var other in habits.Latest)
        {
            if (Math.Abs(other.IssueDay - self.IssueDay) <= NearDays && other.Number is { } near && near.Head == form.Head)
            {
                (lowest, highest, count) = (Math.Min(lowest, near.Tail), Math.Max(highest, near.Tail), count + 1);
            }
        }

        if (count < NearMin)
        {
            return DuplicateFeatures.Missing;
        }

        var step = Math.Max(1, (double)(highest - lowest) / (count - 1));
        var outside = form.Tail < lowest ? lowest - form.Tail : form.Tail > highest ? form.Tail - highest : 0;
        return (float)Math.Log(1 + outside / step);
    }
}
