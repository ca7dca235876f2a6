namespace Triage.Training.Coding;

public sealed record SegmentFigures(string Segment, int Lines, double Top1, double Top3);
