using System.Collections.Immutable;

namespace Triage.Models.Intake;

/// <summary>What is stored of a request: whose it was, what it asked, and the event that answers it.</summary>
/// <param name="InvoicePath">The invoice that the request was about.</param>
/// <param name="PayloadSha256">Over the canonical encoding of what was asked.</param>
/// <param name="ReplySeq">The reply is the invoice as of this event; <c>null</c> while it waits for the verdict.</param>
[GenerateSerializer, Immutable, Alias("triage.IdempotencyRecord")]
public sealed record IdempotencyRecord(
    [property: Id(0)] string InvoicePath,
    [property: Id(1)] ImmutableArray<byte> PayloadSha256,
    [property: Id(2)] long? ReplySeq);
