namespace Triage.Models.Registry;

/// <summary>How good a model was on a part of what it was judged on. More is better.</summary>
/// <param name="By">What the parts differ in: facility, supplier_size, month …</param>
/// <param name="Count">Lines or bills in the part.</param>
public sealed record SegmentFigure(string Model, string By, string Segment, int Count, string Figure, double Value);
