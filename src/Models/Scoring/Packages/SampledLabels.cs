namespace Triage.Models.Scoring.Packages;

/// <param name="Sampling">How they came to be known.</param>
/// <param name="Weight">How many judged invoices they stand for together.</param>
public sealed record SampledLabels(string Sampling, int Invoices, double Weight);
