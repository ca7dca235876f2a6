namespace Triage.Training.Evaluation;

/// <summary>The ends of a share's interval (Wilson, JASA 22, 1927): few outcomes promise less than many.</summary>
internal static class WilsonInterval
{
    private const double OneSided90 = 1.2815515655446004;
    private const double Normal95 = 1.959964;

    /// <summary>One-sided, 90 %.</summary>
    public static double Low(int holds, int count) => End(holds, count, -OneSided90);

    /// <summary>One-sided, 90 %. Outcomes that hang together count as fewer, which need be no whole number.</summary>
    public static double High(double holds, double count) => End(holds, count, OneSided90);

    public static (double Low, double High) TwoSided95(int holds, int count) => (Math.Max(0, End(holds, count, -Normal95)), Math.Min(1, End(holds, count, Normal95)));

    private static double End(double holds, double count, double z)
    {
        var share = holds / count;
        var centre = share + z * z / (2 * count);
        var half = z * Math.Sqrt(share * (1 - share) / count + z * z / (4 * count * count));
        return (centre + half) / (1 + z * z / count);
    }
}
