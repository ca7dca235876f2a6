namespace Triage.Models.Scoring.Priority;

/// <summary>A whole number shared out in proportion, in whole numbers that add up to it: largest remainders first, the earlier of equals (Hamilton 1792).</summary>
internal static class Apportionment
{
    public static int[] Of(int whole, ReadOnlySpan<long> weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var shares = new int[weights.Length];
        if (sum == 0)
        {
            return shares;
        }

        var (left, remainders) = (whole, new Int128[weights.Length]);
        for (var i = 0; i < shares.Length; i++)
        {
            var (share, remainder) = Int128.DivRem((Int128)whole * weights[i], sum);
            (shares[i], remainders[i]) = ((int)share, remainder);
            left -= shares[i];
        }

        for (; left > 0; left--)
        {
            var largest = 0;
            for (var i = 1; i < remainders.Length; i++)
            {
                largest = remainders[i] > remainders[largest] ? i : largest;
            }

            shares[largest]++;
            remainders[largest] = -1;
        }

        return shares;
    }
}
