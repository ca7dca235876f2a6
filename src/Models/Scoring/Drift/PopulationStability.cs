using Triage.Models.Scoring.Anomaly;

namespace Triage.Models.Scoring.Drift;

/// <summary>
/// The population stability index: how far the shares of bins are from what they were, in nats (Siddiqi, Credit Risk Scorecards, 2006; Jeffreys'
/// divergence of the two).
/// </summary>
public static class PopulationStability
{
    // Each bin has half an observation more than was seen: one that was empty then must not make the index infinite.
    private const double Prior = 0.5;

    /// <summary>Bins that are empty in both count for nothing.</summary>
    public static double Index(ReadOnlySpan<long> then, ReadOnlySpan<long> now)
    {
        var (bins, allThen, allNow) = Sums(then, now);
        if (allThen == 0 || allNow == 0)
        {
            return 0;
        }

        var index = 0.0;
        for (var bin = 0; bin < then.Length; bin++)
        {
            if (then[bin] + now[bin] > 0)
            {
                var (was, isNow) = ((then[bin] + Prior) / (allThen + Prior * bins), (now[bin] + Prior) / (allNow + Prior * bins));
                index += (isNow - was) * Math.Log(isNow / was);
            }
        }

        return index;
    }

    /// <summary>
    /// What two samples of one population exceed with this probability alone: about a χ² of one degree of freedom less than there are bins, times the
    /// sum of the samples' inverses (Yurdakul and Naranjo, Journal of Risk Model Validation 14, 2020).
    /// </summary>
    /// <param name="invoicesThen">Independent observations: lines of one invoice are not.</param>
    public static double ChanceLimit(ReadOnlySpan<long> then, ReadOnlySpan<long> now, long invoicesThen, long invoicesNow, double probability)
    {
        var (bins, _, _) = Sums(then, now);
        return bins < 2 || invoicesThen == 0 || invoicesNow == 0 ? 0 : ChiSquared(bins - 1, probability) * (1.0 / invoicesThen + 1.0 / invoicesNow);
    }

    /// <summary>What a χ² exceeds with this probability, to about a hundredth, of one degree up to three too high (Wilson and Hilferty, PNAS 17, 1931).</summary>
    internal static double ChiSquared(int degrees, double probability)
    {
        var spread = 2.0 / (9 * degrees);
        return degrees * Math.Pow(1 - spread + NormalQuantile.Of(1 - probability) * Math.Sqrt(spread), 3);
    }

    private static (int Bins, long Then, long Now) Sums(ReadOnlySpan<long> then, ReadOnlySpan<long> now)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(now.Length, then.Length);
        var (bins, allThen, allNow) = (0, 0L, 0L);
        for (var bin = 0; bin < then.Length; bin++)
        {
            (bins, allThen, allNow) = (then[bin] + now[bin] > 0 ? bins + 1 : bins, allThen + then[bin], allNow + now[bin]);
        }

        return (bins, allThen, allNow);
    }
}
