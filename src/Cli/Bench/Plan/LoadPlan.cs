namespace Triage.Cli.Bench.Plan;

/// <summary>
/// One run of the load generator, read from its standard input. Both ends of the pipe are compiled from this file.
/// </summary>
internal sealed record LoadPlan
{
    public required LoadCall Call { get; init; }

    /// <summary>On the loopback interface: the generator sends nowhere else.</summary>
    public required Uri Address { get; init; }

    /// <summary>Bearer token; <c>null</c> for a service that asks for none.</summary>
    public string? Token { get; init; }

    public int Connections { get; init; } = 4;

    /// <summary>
    /// Closed loop: so many calls are in progress, and each answer sends the next. Finds the peak; its latencies say nothing
    /// about what a caller waits at a rate that it chose.
    /// </summary>
    public int InFlight { get; init; }

    /// <summary>Open loop where above 0: calls are sent on schedule, and latency counts from the time on the schedule.</summary>
    public double PerSecond { get; init; }

    public double WarmUpSeconds { get; init; } = 10;

    public double MeasuredSeconds { get; init; } = 10;

    /// <summary>Requests are prepared before the clock starts, so many at most; a run that used them up ends early.</summary>
    public required int CountMax { get; init; }

    /// <summary>The made-up ledger: equal seeds and sizes give equal invoices.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>How many invoices the ledger has; its suppliers grow with the root of that.</summary>
    public int LedgerInvoices { get; init; } = 100_000;

    /// <summary>The first invoice of the ledger that is sent.</summary>
    public int LedgerFirst { get; init; }

    /// <summary>
    /// Every so-manieth invoice is sent as a copy of one that stands far before <see cref="LedgerFirst"/>, so that it must be found
    /// again; 0 for none.
    /// </summary>
    public int CopyEvery { get; init; }
}
