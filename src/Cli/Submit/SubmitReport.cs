using System.Text.Json.Serialization;
using Grpc.Core;
using Triage.Cli.Planted;

namespace Triage.Cli.Submit;

/// <summary>What a run of submit or demo found: the document of `--json`.</summary>
internal sealed record SubmitReport
{
    /// <summary>Accepted by the service, now or on an earlier run.</summary>
    [JsonPropertyName("invoices")] public required long Invoices { get; init; }

    [JsonPropertyName("lines")] public required long Lines { get; init; }

    /// <summary>How many of them were made up by the generator.</summary>
    [JsonPropertyName("generated")] public required long Generated { get; init; }

    /// <summary>Of a ledger that the demo made; null for another.</summary>
    [JsonPropertyName("generated_seed")] public ulong? GeneratedSeed { get; init; }

    [JsonPropertyName("verdicts")] public required IReadOnlyDictionary<string, long> Verdicts { get; init; }

    [JsonPropertyName("would_be")] public required IReadOnlyDictionary<string, long> WouldBe { get; init; }

    [JsonPropertyName("exceptions")] public required IReadOnlyDictionary<string, long> Exceptions { get; init; }

    [JsonPropertyName("checks")] public required IReadOnlyDictionary<string, CheckCounts> Checks { get; init; }

    [JsonPropertyName("per_second")] public required double PerSecond { get; init; }

    [JsonPropertyName("p50_ms")] public required double P50Ms { get; init; }

    [JsonPropertyName("p99_ms")] public required double P99Ms { get; init; }

    [JsonPropertyName("bad_rows")] public required long BadRows { get; init; }

    [JsonPropertyName("replayed")] public required long Replayed { get; init; }

    [JsonPropertyName("refused")] public required IReadOnlyDictionary<string, long> Refused { get; init; }

    [JsonPropertyName("first_100k_per_second")] public double? First100kPerSecond { get; init; }

    [JsonPropertyName("last_100k_per_second")] public double? Last100kPerSecond { get; init; }

    [JsonPropertyName("commits_per_invoice")] public double? CommitsPerInvoice { get; init; }

    [JsonPropertyName("bytes_per_invoice")] public double? BytesPerInvoice { get; init; }

    [JsonPropertyName("resident_mb")] public double? ResidentMb { get; init; }

    /// <summary>What was planted in the ledger, held against what triage says; null where nobody knows it.</summary>
    [JsonIgnore] public PlantedReport? Planted { get; init; }

    [JsonPropertyName("planted")] public IReadOnlyDictionary<string, PlantedCounts>? PlantedProblems => Planted?.Problems;

    [JsonPropertyName("unplanted")] public UnplantedCounts? Unplanted => Planted?.Unplanted;

    [JsonPropertyName("doubtful")] public required IReadOnlyList<DoubtfulInvoice> Doubtful { get; init; }

    /// <summary>The first few, for a person; the count is complete.</summary>
    [JsonPropertyName("bad_row_examples")] public required IReadOnlyList<string> BadRowExamples { get; init; }

    [JsonPropertyName("refused_examples")] public required IReadOnlyList<string> RefusedExamples { get; init; }

    /// <summary>Has every bad row and refusal by its line; null where there was none.</summary>
    [JsonPropertyName("rejects_file")] public string? RejectsFile { get; init; }

    /// <summary>Ok only when all of the ledger was accepted: a script must not take a part for the whole.</summary>
    public int ToExitCode() =>
        Refused.ContainsKey(ProtoNames.Of(StatusCode.Unavailable)) ? ExitCode.Unreachable
        : Refused.Count > 0 || BadRows > 0 ? ExitCode.Incomplete
        : ExitCode.Ok;
}
