using System.Collections.Immutable;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Packages;

/// <summary>How a package is made of a ledger.</summary>
public sealed record PackageOptions
{
    /// <summary>Whose ledger it is: profiles of other tenants do not begin from it.</summary>
    public required string Tenant { get; init; }

    /// <summary>What people call the ledger; a file's name without its folder.</summary>
    public required string Source { get; init; }

    /// <summary>The person who trains: who may not be the one to put it in force.</summary>
    public required string TrainedBy { get; init; }

    /// <summary>Of <see cref="ModelFileKinds.Models"/>.</summary>
    public ImmutableArray<string> Models { get; init; } = ModelFileKinds.Models;

    /// <summary>What scores the rows of some models already, by kind: these are calibrated and judged, and not grown. They must not have learned from the month before the first judged day, nor from what comes after.</summary>
    public ImmutableDictionary<string, IRowScorer> Brought { get; init; } = ImmutableDictionary<string, IRowScorer>.Empty;
    public int Seed { get; init; } = 1;

    /// <summary>Whether models are first trained on what is older than the judged days and judged on those: takes as long again.</summary>
    public bool IsEvaluated { get; init; } = true;

    /// <summary>At most so many trees a model; <c>null</c>: as many as each was found to need.</summary>
    public int? TreesMax { get; init; }

    /// <summary>At most so many lines a coding model learns from; <c>null</c>: as many as it was found to need.</summary>
    public int? CodingLinesMax { get; init; }

    /// <summary>Of the ledger's bills, how many are planted again for the duplicate model to learn from.</summary>
    public double CopiesShare { get; init; } = 0.02;

    /// <summary>Of the ledger's bills, how many are made wrong for the anomaly model to learn from.</summary>
    public double AnomaliesShare { get; init; } = 0.02;

    /// <summary>The newest so many invoices go with the models, for profiles to begin from.</summary>
    public int HistoryInvoicesMax { get; init; } = 500_000;
}
