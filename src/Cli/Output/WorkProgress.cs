using System.Globalization;

namespace Triage.Cli.Output;

/// <summary>How far some work is.</summary>
/// <param name="Done">How many are done.</param>
/// <param name="Total">Of how many; <c>null</c> when nobody knows it before.</param>
/// <param name="Share">From 0 to 1: how much of the whole is done, or taken up where the total is not known.</param>
internal readonly record struct WorkProgress(long Done, long? Total, double Share)
{
    // The rate of the first moments tells nothing of the rest.
    private static readonly TimeSpan ForecastAfter = TimeSpan.FromSeconds(1);

    public static WorkProgress Of(long done, long total) => new(done, total, (double)done / Math.Max(1, total));

    /// <summary>For example: 3,000 of 12,000, 2,320/s, 4 s left.</summary>
    public string After(TimeSpan elapsed)
    {
        var text = Total is { } total ? $"{Number(Done)} of {Number(total)}" : Number(Done);
        if (elapsed < ForecastAfter || Done == 0)
        {
            return text;
        }

        text += $", {Number((long)(Done / elapsed.TotalSeconds))}/s";
        return Share is > 0.01 and < 1 ? $"{text}, {Span(elapsed * ((1 - Share) / Share))} left" : text;
    }

    private static string Span(TimeSpan left) =>
        left < TimeSpan.FromMinutes(1) ? $"{Math.Ceiling(left.TotalSeconds):0} s"
        : left < TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{left.Minutes} min {left.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes} min");

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
