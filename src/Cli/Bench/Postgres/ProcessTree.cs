using System.Globalization;

namespace Triage.Cli.Bench.Postgres;

/// <summary>A process and its children, as /proc shows them.</summary>
internal static class ProcessTree
{
    // Linux counts in hundredths everywhere that .NET runs.
    private const double TicksPerSecond = 100;

    /// <summary>Of the children that are alive, and those that the parent has waited for.</summary>
    public static double CpuSeconds(int parent)
    {
        double ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                var (id, its, own, waited) = Parse(File.ReadAllText(Path.Combine(folder, "stat")));
                ticks += id == parent ? own + waited : its == parent ? own : 0;
            }
            catch (IOException)
            {
                // It ended while it was read; its parent has its time.
            }
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>proc(5): the name in braces may hold anything, so fields are counted behind it.</summary>
    internal static (int Id, int Parent, long Own, long Waited) Parse(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (
            int.Parse(stat.AsSpan(0, stat.IndexOf(' ')), CultureInfo.InvariantCulture),
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture),
            long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture));
    }
}
