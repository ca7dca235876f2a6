using Triage.Models.Intake;

namespace Triage.Training.Duplicates;

/// <summary>A bill of a history in which it is known what came twice, in the order of receipt.</summary>
/// <param name="ReceivedDay">As a day number.</param>
/// <param name="Copy">How it came a second time; <c>null</c>: it is no copy. Planted ones are named after <see cref="CopyKind"/>.</param>
/// <param name="OriginalId">Of a copy.</param>
/// <param name="CountedAs">Of a copy: bills that have this in common are counted once, as the parts of a split are.</param>
/// <param name="Decoy">Looks like a copy and is none: <c>credit_and_rebill</c> or <c>recurring</c>; <c>null</c> for all others.</param>
public sealed record ReceivedBill(Invoice Invoice, int ReceivedDay, string? Copy = null, string? OriginalId = null, string? CountedAs = null, string? Decoy = null)
{
    public const string Split = "split";
    public const string CreditAndRebill = "credit_and_rebill";
    public const string Recurring = "recurring";
}
