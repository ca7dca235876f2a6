using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Triage.Training.Suppliers;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval suppliers --json` writes: the figures, and what they took.</summary>
internal sealed record SuppliersReport : SupplierFigures
{
    [SetsRequiredMembers]
    public SuppliersReport(SupplierFigures figures, double millisecondsAName, double seconds)
        : base(figures) => (MillisecondsAName, Seconds) = (millisecondsAName, seconds);

    /// <summary>To find and compare the candidates of a name among 100,000.</summary>
    [JsonPropertyName("milliseconds_a_name_among_100000")] public double MillisecondsAName { get; }
    public double Seconds { get; }
}
