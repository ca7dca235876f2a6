using Triage.Cli.Bench.Plan;
using Triage.Training.Generation;

namespace Triage.Cli.Bench;

/// <summary>How long, how often and how much is measured.</summary>
internal sealed record BenchSettings
{
    /// <summary>Calls in progress in every closed loop, and rows in progress of pgbench times four.</summary>
    public const int InFlight = 256;

    /// <summary>More than the fastest service answers in a second on two cores: requests are prepared for so many.</summary>
    public const int InvoicesPerSecondMax = 15_000;

    public const ulong Seed = 11;

    public required IReadOnlyList<BenchStore> Stores { get; init; }

    public required IReadOnlyList<BenchPart> Parts { get; init; }

    /// <summary>The median counts.</summary>
    public int Rounds { get; init; } = 3;

    public double WarmUpSeconds { get; init; } = 10;

    public double MeasuredSeconds { get; init; } = 10;

    public int StoredFew { get; init; } = 10_000;

    public int StoredMany { get; init; } = 1_000_000;

    /// <summary>Shows in seconds whether everything works and counts right; its figures say little.</summary>
    public BenchSettings Quick() => this with { Rounds = 1, WarmUpSeconds = 2, MeasuredSeconds = 2, StoredFew = 1_000, StoredMany = 10_000 };

    /// <summary>What is sent to the service with models. They were trained on what the same suppliers sent before.</summary>
    public GeneratorOptions ScoredLedger => new() { Seed = Seed, Invoices = (int)(InvoicesPerSecondMax * (WarmUpSeconds + MeasuredSeconds)) };

    public bool Has(BenchPart part) => Parts.Contains(part);

    public LoadPlan Plan(LoadCall call, Uri address, int perSecondMax) => new()
    {
        Call = call,
        Address = address,
        InFlight = InFlight,
        WarmUpSeconds = WarmUpSeconds,
        MeasuredSeconds = MeasuredSeconds,
        CountMax = (int)(perSecondMax * (WarmUpSeconds + MeasuredSeconds)),
    };
}
