namespace Triage.Training.Duplicates;

/// <summary>How well copies are found among the bills of a span that the model did not know.</summary>
public sealed record DuplicateFigures
{
    public required int Invoices { get; init; }
    public required int Copies { get; init; }

    /// <summary>Share of copies that were flagged; a split counts once, by either part.</summary>
    public required double Recall { get; init; }
    public required IReadOnlyDictionary<string, double> RecallByKind { get; init; }

    /// <summary>Share of flagged bills that are copies; decoys are counted apart.</summary>
    public required double Precision { get; init; }

    /// <summary>Share of bills without a copy or decoy that were flagged.</summary>
    public required double FlagRateUntouched { get; init; }

    /// <summary>Share of decoys, by kind, that were flagged.</summary>
    public required IReadOnlyDictionary<string, double> FlagRateDecoys { get; init; }

    /// <summary>The same bills with their numbers taken away.</summary>
    public required double RecallWithoutNumber { get; init; }
    public required double PrecisionWithoutNumber { get; init; }

    /// <summary>Same supplier, number, amount and date.</summary>
    public required RuleFigures ErpRule { get; init; }

    /// <summary>Share of copies of which the original was among the candidates.</summary>
    public required double CandidateRecall { get; init; }

    /// <summary>Share of asked keys that held more bills than were compared.</summary>
    public required double KeysOverflowedShare { get; init; }

    /// <summary>Of scores; <c>null</c> where the promise was out of reach.</summary>
    public required double? Threshold { get; init; }

    /// <summary>What it rests on, by the names of <see cref="Duplicates.ThresholdBasis"/> in snake case.</summary>
    public required string ThresholdBasis { get; init; }

    /// <summary>What to do where it is not bounded; <c>null</c>: nothing.</summary>
    public string? Advice { get; init; }

    /// <summary>Rows of the truth that name a bill which is not there; <c>null</c> where copies were planted.</summary>
    public int? TruthUnmatched { get; init; }
}
