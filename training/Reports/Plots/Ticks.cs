using System.Collections.Immutable;

namespace Triage.Training.Reports.Plots;

/// <summary>Round numbers between two ends (Heckbert, Nice numbers for graph labels, Graphics Gems, 1990).</summary>
internal static class Ticks
{
    public static ImmutableArray<double> Between(double low, double high, int about = 5)
    {
        if (!(high > low))
        {
            return [low];
        }

        var step = Round((high - low) / about);
        var ticks = ImmutableArray.CreateBuilder<double>();
        for (var i = Math.Ceiling(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
        {
            ticks.Add(i * step + 0.0); // never a negative zero
        }

        return ticks.DrainToImmutable();
    }

    private static double Round(double rough)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return magnitude * (rough / magnitude) switch
        {
            < 1.5 => 1,
            < 3 => 2,
            < 7 => 5,
            _ => 10,
        };
    }
}
