namespace Triage.Training.Coding;

/// <summary>Lines by how well their supplier was known when learning ended.</summary>
/// <param name="Offered">Share of lines whose right code is a candidate at all.</param>
public sealed record SegmentFigures(string Segment, int Lines, double Top1, double Top3, double Offered, double SetCoverage, double SetMeanSize);
