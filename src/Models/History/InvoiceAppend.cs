using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.History;

/// <summary>
/// What one step of one invoice writes, all or nothing: its events and every row that follows from them.
/// </summary>
public sealed record InvoiceAppend
{
    public required InvoiceKey Key { get; init; }

    /// <summary>The number of events before this append; another number in the store means that this activation is stale.</summary>
    public required long ExpectedSeq { get; init; }

    /// <summary>May be empty: a second key for a request that was already answered claims its row only.</summary>
    public required ImmutableArray<EncodedEvent> Events { get; init; }

    /// <summary>The invoice after the events; its row, and what it waits for, are written from it.</summary>
    public required InvoiceState After { get; init; }

    /// <summary>A request that this append begins; refused as a whole where the key is taken.</summary>
    public IdempotencyClaim? Claim { get; init; }

    /// <summary>A request begun earlier that this append answers; its reply is the invoice as of the last event.</summary>
    public RequestKey? Completes { get; init; }

    /// <summary>Of an invoice that is stored with its verdict; refused as a whole where it is other by now.</summary>
    public JudgedBy? JudgedBy { get; init; }

    /// <summary>Fingerprints to add.</summary>
    public ImmutableArray<BlockingKey> Fingerprints { get; init; } = [];
}
