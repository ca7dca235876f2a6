using System.Collections.Immutable;

namespace Triage.Models.Matching;

/// <summary>What was found when an invoice was held against the others.</summary>
public sealed record TwinSearch
{
    public static readonly TwinSearch Nothing = new() { Twins = [] };

    /// <summary>Most alike first, at most <see cref="TwinScorer.TwinsMax"/>.</summary>
    public required ImmutableArray<Twin> Twins { get; init; }
    public int KeysOverflowed { get; init; }

    /// <summary>How many of them are of a number: a same bill may be among those not compared.</summary>
    public int NumberKeysOverflowed { get; init; }

    /// <summary>Credit notes that name an invoice: whether it was found; <c>null</c> where it names none.</summary>
    public bool? CorrectedInvoiceKnown { get; init; }
}
