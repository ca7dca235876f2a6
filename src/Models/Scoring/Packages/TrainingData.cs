namespace Triage.Models.Scoring.Packages;

/// <summary>What a package was trained on.</summary>
/// <param name="From">The first day of issue.</param>
/// <param name="Until">The last.</param>
/// <param name="Sha256">Over the stored form of its invoices in order: the same ledger gives the same.</param>
public sealed record TrainingData(string Source, DateOnly From, DateOnly Until, int Invoices, int Lines, string Sha256);
