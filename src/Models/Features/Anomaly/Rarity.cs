using Triage.Models.Features.Coding;

namespace Triage.Models.Features.Anomaly;

/// <summary>How seldom a value is among those that were counted under a key.</summary>
internal static class Rarity
{
    // How many sightings a wider key's share is worth under a nearer one.
    private const double WiderWeight = 2;

    /// <summary>The negative logarithm of the value's share, in nats, one unseen value allowed for; <see cref="AnomalyFeatures.Missing"/> where nothing was counted.</summary>
    public static float Surprise(CodeTally? tally, int number) =>
        tally is null ? AnomalyFeatures.Missing : (float)-Math.Log((Times(tally, number) + 1.0 / (tally.Distinct + 1)) / (tally.Total + 1));

    /// <summary>
    /// A share under a key, backed off to that under a wider one (a Dirichlet prior around it: MacKay and Peto, A hierarchical Dirichlet
    /// language model, Natural Language Engineering 1, 1995).
    /// </summary>
    public static double BackedOff(CodeTally? tally, int number, double wider) =>
        tally is null ? wider : (Times(tally, number) + WiderWeight * wider) / (tally.Total + WiderWeight);

    public static int Times(CodeTally? tally, int number) => tally is not null && tally.IndexOf(number) is >= 0 and var at ? tally.CountAt(at) : 0;

    /// <summary>The value's share where older sightings count less; sightings without a date have no weight.</summary>
    public static float RecentShare(CodeTally? tally, int number) =>
        tally is not { Weight: > 0 } ? AnomalyFeatures.Missing : tally.IndexOf(number) is >= 0 and var at ? (float)(tally.WeightAt(at) / tally.Weight) : 0;

    /// <summary>The share of the most frequent value.</summary>
    public static float TopShare(CodeTally? tally) => tally is null ? AnomalyFeatures.Missing : (float)tally.CountMax / tally.Total;

    public static float LogOf(int count) => MathF.Log(1 + count);
}
