using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>
/// The rules in force: an immutable version, known by the SHA-256 of its text. Only a policy lets an
/// invoice pass; what it does not mention goes to a person. The format is in docs/policy.md.
/// </summary>
public sealed record TriagePolicy
{
    public const int NewSupplierDaysDefault = 30;

    public required string Name { get; init; }
    public required PolicyMode Mode { get; init; }

    /// <summary>Scorers without whose output nothing is cleared.</summary>
    public required ImmutableArray<string> RequiredScorers { get; init; }
    public required int DuplicateReviewAtPoints { get; init; }

    /// <summary>From this probability a person looks; <c>null</c>: the model's own threshold counts, for the precision that its training promised.</summary>
    public int? DuplicateReviewAtMillionths { get; init; }

    /// <summary>As above.</summary>
    public int? AnomalyReviewAtMillionths { get; init; }

    /// <summary>From this probability a suggested code is sure; <c>null</c>: the model's own threshold counts.</summary>
    public int? CodingSureAtMillionths { get; init; }

    /// <summary>Largest total in minor units that may be cleared, by currency; another currency is unexpected.</summary>
    public required ImmutableSortedDictionary<string, long> ApprovalLimitMinor { get; init; }
    public required int StaleAfterDays { get; init; }
    public required int FutureToleranceDays { get; init; }
    public required int TaxRateMaxPercent { get; init; }

    /// <summary>How far sums may differ for rounding, in minor units per line.</summary>
    public required int RoundingMinorPerLine { get; init; }
    public required int HostDeadlineDays { get; init; }

    /// <summary>For how many days a new or reactivated supplier goes to a person.</summary>
    public int NewSupplierDays { get; init; } = NewSupplierDaysDefault;
    public required ImmutableArray<ReferenceRule> References { get; init; }

    /// <summary>Exceptions that no rule may outvote, beyond those built in.</summary>
    public required ImmutableArray<AlwaysHumanClass> AlwaysHuman { get; init; }
    public required ImmutableArray<ClearRule> Clear { get; init; }

    /// <summary>SHA-256 of the document's bytes.</summary>
    public required ImmutableArray<byte> Sha256 { get; init; }

    /// <summary>The document itself, kept so that old verdicts can be replayed.</summary>
    public required string Text { get; init; }
}
