namespace Triage.Cli.Submit;

/// <summary>Ever longer waits, up to a bound.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(5);

    /// <param name="times">How often it went wrong in a row, from 1.</param>
    public static TimeSpan After(int times) => TimeSpan.FromTicks(Math.Min(Max.Ticks, First.Ticks << Math.Min(times - 1, 10)));
}
