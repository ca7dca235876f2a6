using System.Collections.Immutable;

namespace Triage.Models.Scoring.Packages;

/// <summary>What a package was trained on.</summary>
/// <param name="From">The first day of issue.</param>
/// <param name="Until">The last.</param>
/// <param name="Labels">Where it came from a store: how its labels came to be known. <c>null</c> of a ledger, whose codes are all taken as right.</param>
/// <param name="Sha256">Over the stored form of its invoices in order: the same ledger gives the same.</param>
public sealed record TrainingData(string Source, DateOnly From, DateOnly Until, int Invoices, int Lines, string Sha256, ImmutableArray<SampledLabels>? Labels = null);
