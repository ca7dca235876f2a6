namespace Triage.Models.Scoring.Anomaly;

/// <summary>The standard normal quantile to about seven digits (Wichura, Algorithm AS 241, PPND7, Applied Statistics 37, 1988).</summary>
internal static class NormalQuantile
{
    public static double Of(double share)
    {
        var q = share - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var near = 0.180625 - q * q;
            return q * (((59.109374720 * near + 159.29113202) * near + 50.434271938) * near + 3.3871327179)
                / (((67.187563600 * near + 78.757757664) * near + 17.895169469) * near + 1);
        }

        var r = Math.Sqrt(-Math.Log(q < 0 ? share : 1 - share));
        double far;
        if (r <= 5)
        {
            r -= 1.6;
            far = (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777) / ((0.12021132975 * r + 0.73700164250) * r + 1);
        }
        else
        {
            r -= 5;
            far = (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150) / ((0.012258202635 * r + 0.24197894225) * r + 1);
        }

        return q < 0 ? -far : far;
    }
}
