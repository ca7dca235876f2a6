namespace Triage.Models.Scoring.Packages;

/// <summary>How a model's scores became probabilities.</summary>
/// <param name="Of">Which of its curves: a model may have one for each kind of what it is asked.</param>
/// <param name="Count">The lines or bills that it was fitted on.</param>
/// <param name="Ece">Expected calibration error on what was judged; <c>null</c>: nobody judged.</param>
public sealed record ModelCalibration(string Model, string Of, string Method, int Count, double? Ece);
