namespace Triage.Models.Scoring.Packages;

/// <summary>How good a model was on a part of what it was judged on.</summary>
/// <param name="By">What parts: <c>facility</c>, <c>month</c>, <c>supplier_size</c> (what was known of the supplier when learning ended) or <c>supplier_knowledge</c> (when it was asked).</param>
/// <param name="Count">How many lines, bills or copies the value rests on.</param>
/// <param name="Figure">Such as <c>top1</c>, <c>recall</c> or <c>average_precision</c>: of each, more is better.</param>
public sealed record ModelSegment(string Model, string By, string Segment, int Count, string Figure, double Value);
