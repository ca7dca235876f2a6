using System.Text.Json.Serialization;

namespace Triage.Cli.Bench;

/// <summary>Rates against rates of the same run: what of a figure is the machine's cancels out.</summary>
internal sealed record BenchRatios
{
    public double? FullOverBare { get; init; }

    /// <summary>The full triage with models.</summary>
    public double? ScoredOverBare { get; init; }

    public double? BareOverPgbench { get; init; }

    public double? StreamOverUnary { get; init; }

    [JsonPropertyName("at_1m_over_10k")] public double? ManyOverFew { get; init; }

    /// <summary>Of PostgreSQL alone: the plain service has no other store.</summary>
    public double? OursOverPlain { get; init; }
}
