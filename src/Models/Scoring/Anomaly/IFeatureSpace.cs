namespace Triage.Models.Scoring.Anomaly;

/// <summary>Where distances between rows are measured: no feature's unit may outweigh another's.</summary>
internal interface IFeatureSpace
{
    void Place(ReadOnlySpan<float> row, Span<float> placed);
}
