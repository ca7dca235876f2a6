namespace Triage.Training.Evaluation;

/// <summary>The ends of a share's interval, each one-sided at 90 % (Wilson, JASA 22, 1927): few outcomes promise less than many.</summary>
internal static class WilsonInterval
{
    private const double Z = 1.2815515655446004;

    public static double Low(int holds, int count) => End(holds, count, -1);

    public static double High(int holds, int count) => End(holds, count, 1);

    private static double End(int holds, int count, int side)
    {
        var share = (double)holds / count;
        var centre = share + Z * Z / (2 * count);
        var half = Z * Math.Sqrt(share * (1 - share) / count + Z * Z / (4.0 * count * count));
        return (centre + side * half) / (1 + Z * Z / count);
    }
}
