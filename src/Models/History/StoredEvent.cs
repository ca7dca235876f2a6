namespace Triage.Models.History;

/// <summary>An event with its place in the invoice's history and in the tenant's feed.</summary>
[GenerateSerializer, Immutable, Alias("triage.StoredEvent")]
public sealed record StoredEvent([property: Id(0)] long Seq, [property: Id(1)] long Position, [property: Id(2)] InvoiceEvent Event);
