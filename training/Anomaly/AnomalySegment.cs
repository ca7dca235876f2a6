using System.Text.Json.Serialization;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Anomaly;

/// <param name="Wrong">How many of the bills are wrong.</param>
/// <param name="AveragePrecision"><c>null</c> where none is wrong.</param>
/// <param name="RecallAt1Pct">Share of the wrong ones among the hundredth of all bills that scores highest; <c>null</c> as before.</param>
public sealed record AnomalySegment(string Segment, int Invoices, int Wrong, double? AveragePrecision, [property: JsonPropertyName("recall_at_1pct")] double? RecallAt1Pct)
{
    /// <summary>What parts it is one of: <see cref="ModelSegment.ByFacility"/> and its like.</summary>
    [JsonIgnore]
    public string By { get; init; } = ModelSegment.BySupplierSize;
}
