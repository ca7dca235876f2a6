namespace Triage.Models.Matching;

/// <summary>
/// A fingerprint under which an invoice is found again.
/// </summary>
/// <param name="Hash">64 bits over the kind and what it combines; a collision costs one comparison.</param>
/// <param name="Day">Issue date as a day number; 0 where unknown.</param>
/// <param name="WindowDays">Look-up only: how far the other's day may lie; <see cref="int.MaxValue"/> for any.</param>
[GenerateSerializer, Immutable, Alias("triage.BlockingKey")]
public readonly record struct BlockingKey(
    [property: Id(0)] BlockingKeyKind Kind,
    [property: Id(1)] long Hash,
    [property: Id(2)] int Day,
    [property: Id(3)] int WindowDays)
{
    /// <summary>Whether only invoices of one number lie under it; regular charges never fill such a key.</summary>
    public bool IsOfNumber => Kind is BlockingKeyKind.Number or BlockingKeyKind.NumberNormalised or BlockingKeyKind.CrossSupplier;
}
