namespace Triage.Models.Features.Anomaly;

/// <summary>How far an amount lies from what is usual under a key, in robust deviations of its logarithm.</summary>
internal static class AmountDeviation
{
    // Where a key always had the same amount, a twentieth more is one deviation.
    private const double ScaleMin = 0.05;

    // Beyond this it makes no difference, and trees and tails read no huge numbers.
    private const float DeviationsMax = 40;

    public static double LogOf(long amountMinor) => Math.Log(1 + Math.Abs((double)amountMinor));

    public static RobustPlace Of(KeyHistory history, long amountMinor) => history.PlaceOf(LogOf(amountMinor), ScaleMin);

    /// <summary>How far above, and how far below; both <see cref="AnomalyFeatures.Missing"/> without enough history.</summary>
    public static (float Above, float Below) Sides(RobustPlace place) => place.Z is { } z
        ? ((float)Math.Clamp(z, 0, DeviationsMax), (float)Math.Clamp(-z, 0, DeviationsMax))
        : (AnomalyFeatures.Missing, AnomalyFeatures.Missing);
}
