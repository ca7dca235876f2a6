using System.Text.Json.Serialization;

namespace Triage.Cli.Bench;

/// <summary>What was measured on one store: the document of `--json` has one for each.</summary>
internal sealed record StoreFigures
{
    public required BenchRatios Ratios { get; init; }

    /// <summary>Of Submit at half of its peak rate, from the time on the schedule.</summary>
    public double? P50Ms { get; init; }

    [JsonPropertyName("p99_ms_at_half")] public double? P99MsAtHalf { get; init; }

    /// <summary>By what was measured: a <see cref="BenchPart"/>'s name in lower case, at_10k and at_1m.</summary>
    public required IReadOnlyDictionary<string, double> PerSecond { get; init; }

    /// <summary>That an invoice leaves.</summary>
    public double? Rows { get; init; }

    /// <summary>Of those rows and their indexes.</summary>
    public double? Bytes { get; init; }

    /// <summary>An invoice's part of the commits.</summary>
    public double? Commits { get; init; }

    /// <summary>Processor time an invoice: the service's, and the database's where it is a process of its own.</summary>
    public double? CpuUs { get; init; }

    /// <summary>The same with models.</summary>
    public double? ScoredCpuUs { get; init; }
}
