namespace Triage.Cli.Bench.Plan;

/// <summary>What one run of the load generator came to: the last line of its standard output.</summary>
internal sealed record LoadReport
{
    public const string Measuring = "measuring";
    public const string Measured = "measured";

    /// <summary>Answers over the whole run, warm-up included: to be held against the server's counters.</summary>
    public required long Ok { get; init; }

    /// <summary>By status code; empty in a good run.</summary>
    public required IReadOnlyDictionary<string, long> Failed { get; init; }

    /// <summary>Good answers that count, and how long the measured period was.</summary>
    public required long MeasuredOk { get; init; }

    public required double MeasuredSeconds { get; init; }

    public required double P50Ms { get; init; }

    public required double P99Ms { get; init; }

    public required double MaxMs { get; init; }

    /// <summary>The generator's own processor time in the measured period.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Open loop: how far behind its schedule a call was sent at most. It is part of the latencies.</summary>
    public double LateMaxMs { get; init; }

    /// <summary>The requests were used up before the time was: the rate is that of the part before.</summary>
    public bool UsedUp { get; init; }

    /// <summary>Copies of invoices sent long before, and how many of them were answered with a twin.</summary>
    public long Copies { get; init; }

    public long CopiesFound { get; init; }

    public double PerSecond => MeasuredSeconds > 0 ? MeasuredOk / MeasuredSeconds : 0;
}
