namespace Triage.Models.Features.Anomaly;

/// <summary>What of a line is held against history. Names became hashes; 0 is what the line does not say.</summary>
/// <param name="AmountMinor">Below 0 where money comes back.</param>
/// <param name="CodeGroup">What a numeric code begins with; so of places.</param>
/// <param name="Place">The line's cost centre, else the invoice's, else its department or service line.</param>
public readonly record struct AnomalyLine(long AmountMinor, long Code, long CodeGroup, long Place, long PlaceGroup);
