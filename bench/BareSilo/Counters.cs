using System.Diagnostics;
using System.Globalization;

namespace Triage.BareSilo;

/// <summary>What the server counted, to be held against what the load generator counted.</summary>
internal sealed class Counters
{
    private long _empties;
    private long _rows;
    private long _commits;

    public void OnEmpty() => Interlocked.Increment(ref _empties);

    public void OnCommitted(int rows)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Increment(ref _commits);
    }

    public string Page() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        bare_empty_calls {Interlocked.Read(ref _empties)}
        bare_rows {Interlocked.Read(ref _rows)}
        bare_commits {Interlocked.Read(ref _commits)}
        process_cpu_seconds_total {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds}

        """);
}
