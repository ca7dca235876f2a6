namespace Triage.Models.Features;

/// <summary>How round an amount is: prices and estimates end in zeros, sums of many do not.</summary>
internal static class RoundAmount
{
    private const int ZerosMax = 8;

    public static int TrailingZeros(long minor)
    {
        var zeros = 0;
        for (; minor != 0 && minor % 10 == 0 && zeros < ZerosMax; minor /= 10)
        {
            zeros++;
        }

        return zeros;
    }
}
