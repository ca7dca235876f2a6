using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Policy;

/// <summary>Invoices that fit it must carry at least one of the references, else they are held.</summary>
public sealed record ReferenceRule
{
    public required string Name { get; init; }

    /// <summary>The first is the one that a HOLD names.</summary>
    public required ImmutableArray<Reference> AnyOf { get; init; }
    public required ImmutableArray<InvoiceKind> Kinds { get; init; }

    /// <summary>Empty: every source system.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>The rule applies above this many minor units, by currency; a currency not named: always.</summary>
    public required ImmutableSortedDictionary<string, long> AboveMinor { get; init; }

    /// <summary>How long to wait for the reference before a person looks; 0: a person at once.</summary>
    public required int HoldDays { get; init; }
}
