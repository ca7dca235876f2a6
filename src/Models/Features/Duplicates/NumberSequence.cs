namespace Triage.Models.Features.Duplicates;

/// <summary>How a bill's running number lies among the supplier's latest with the same letters before it. <see cref="DuplicateFeatures.Missing"/> is what can't be known.</summary>
/// <param name="Outside">How many mean steps it lies outside the numbers of bills dated nearly alike, wrong ones among them, as a logarithm; 0 within them.</param>
/// <param name="Step">What lies between two numbers of bills dated nearly alike, as a rule.</param>
/// <param name="Off">How many steps it lies outside the numbers of bills dated nearly alike, as a logarithm; 0 within them.</param>
/// <param name="Nearest">How many steps it is to the nearest number of a bill of another amount.</param>
/// <param name="DaysOff">How many days the bill lies outside the dates of the next lower and the next higher number.</param>
/// <param name="LikeOthers">How many bills of another amount have a number that differs in one digit: where many have, one more says little.</param>
internal readonly record struct NumberSequence(float Outside, float Step, float Off, float Nearest, float DaysOff, float LikeOthers)
{
    private const int NearDays = 10;
    private const int NearMin = 2;

    // A number keyed wrong lies far off, and each would stretch what is usual: of so many numbers one is left out at each end.
    private const int TrimmedEvery = 8;

    private static readonly NumberSequence Unknown = new(DuplicateFeatures.Missing, DuplicateFeatures.Missing, DuplicateFeatures.Missing, DuplicateFeatures.Missing, DuplicateFeatures.Missing, DuplicateFeatures.Missing);

    public static NumberSequence Of(DuplicateFacts self, SupplierHabits? habits)
    {
        if (habits is null || self.IssueDay == 0 || self.Number is null || NumberForm.Of(self.Number) is not { } form)
        {
            return Unknown;
        }

        Span<long> near = stackalloc long[SupplierHabits.LatestMax];
        var (nearCount, likeOthers, nearest) = (0, 0, long.MaxValue);
        (long Tail, int Day)? lower = null, higher = null;
        foreach (var other in habits.Latest)
        {
            if (other.IssueDay == 0 || other.Number is not { } number || number.Head != form.Head)
            {
                continue;
            }

            if (Math.Abs(other.IssueDay - self.IssueDay) <= NearDays)
            {
                near[nearCount++] = number.Tail;
            }

            if (number.Tail < form.Tail && (lower is null || number.Tail > lower.Value.Tail))
            {
                lower = (number.Tail, other.IssueDay);
            }
            else if (number.Tail > form.Tail && (higher is null || number.Tail < higher.Value.Tail))
            {
                higher = (number.Tail, other.IssueDay);
            }

            if (other.AmountMinor != self.AmountMinor)
            {
                nearest = Math.Min(nearest, Math.Abs(number.Tail - form.Tail));
                likeOthers += NumberForm.DifferInOneDigit(number.Tail, form.Tail) ? 1 : 0;
            }
        }

        var (outside, step, off) = Among(near[..nearCount], form.Tail);
        return new(
            outside,
            step,
            off,
            step < 0 || nearest == long.MaxValue ? DuplicateFeatures.Missing : (float)(nearest / (double)step),
            DaysOutside(self.IssueDay, lower?.Day ?? higher?.Day, higher?.Day ?? lower?.Day),
            likeOthers);
    }

    /// <summary>How far outside a number lies, the usual step, and how many of those it lies outside most others.</summary>
    private static (float Outside, float Step, float Off) Among(Span<long> tails, long tail)
    {
        if (tails.Length < NearMin)
        {
            return (DuplicateFeatures.Missing, DuplicateFeatures.Missing, DuplicateFeatures.Missing);
        }

        tails.Sort();
        var left = tails.Length / TrimmedEvery;
        var outsideAll = Beyond(tail, tails[0], tails[^1]) / Math.Max(1, (double)(tails[^1] - tails[0]) / (tails.Length - 1));
        var outsideMost = Beyond(tail, tails[left], tails[^(left + 1)]);
        // From here on a place holds what lies between it and the next.
        for (var i = 0; i + 1 < tails.Length; i++)
        {
            tails[i] = tails[i + 1] - tails[i];
        }

        var apart = tails[..^1];
        apart.Sort();
        var step = Math.Max(1, (double)apart[apart.Length / 2]);
        return ((float)Math.Log(1 + outsideAll), (float)step, (float)Math.Log(1 + outsideMost / step));
    }

    private static long Beyond(long tail, long lowest, long highest) => tail < lowest ? lowest - tail : tail > highest ? tail - highest : 0;

    private static float DaysOutside(int day, int? one, int? other) =>
        one is { } a && other is { } b ? Math.Min(DuplicateFeatures.FarDays, Math.Max(0, Math.Max(Math.Min(a, b) - day, day - Math.Max(a, b)))) : DuplicateFeatures.Missing;
}
