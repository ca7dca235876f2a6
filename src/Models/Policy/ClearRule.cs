using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Policy;

/// <summary>An explicit permission: an invoice without exceptions that fits every condition may pass.</summary>
public sealed record ClearRule
{
    public required string Name { get; init; }
    public required ImmutableArray<InvoiceKind> Kinds { get; init; }

    /// <summary>Empty: every source system.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Empty: every facility.</summary>
    public required ImmutableArray<string> Facilities { get; init; }

    /// <summary>Largest total in minor units by currency; a currency not named does not fit.</summary>
    public required ImmutableSortedDictionary<string, long> TotalAtMostMinor { get; init; }
}
