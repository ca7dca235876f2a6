using System.Collections.Immutable;
using System.Globalization;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Plots;

/// <summary>What one side of a plot shows.</summary>
internal sealed record Axis(string Title, double Low, double High, ImmutableArray<(double At, string Text)> Ticks)
{
    private const int NamesMax = 8;

    /// <summary>Of shares, from a low end that is rounded down.</summary>
    public static Axis Shares(string title, double low = 0)
    {
        var from = Math.Clamp(Math.Floor(low * 10) / 10, 0, 0.9);
        return new(title, from, 1, [.. Plots.Ticks.Between(from, 1).Select(tick => (tick, Shown.Round(tick * 100) + " %"))]);
    }

    public static Axis Amounts(string title, double high)
    {
        var ticks = Plots.Ticks.Between(0, high > 0 ? high * 1.1 : 1);
        return new(title, 0, Math.Max(ticks[^1], high * 1.1), [.. ticks.Select(tick => (tick, tick.ToString("0.###", CultureInfo.InvariantCulture)))]);
    }

    /// <summary>One place a name; of many, some are written.</summary>
    public static Axis Names(string title, IReadOnlyList<string> names)
    {
        var every = (names.Count + NamesMax - 1) / NamesMax;
        return new(title, -0.5, names.Count - 0.5, [.. names.Select((name, at) => ((double)at, name)).Where(tick => tick.Item1 % Math.Max(1, every) == 0)]);
    }
}
