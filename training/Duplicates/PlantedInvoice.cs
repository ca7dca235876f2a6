using Triage.Models.Intake;

namespace Triage.Training.Duplicates;

/// <summary>An invoice of a history with planted copies, in the order of receipt.</summary>
/// <param name="ReceivedDay">As a day number, up to a month after the issue; a copy comes after its original.</param>
/// <param name="Copy"><c>null</c>: it is no copy.</param>
/// <param name="OriginalId">Of a copy.</param>
/// <param name="Decoy">Looks like a copy and is none: <c>credit_and_rebill</c> or <c>recurring</c>; <c>null</c> for all others.</param>
public sealed record PlantedInvoice(Invoice Invoice, int ReceivedDay, CopyKind? Copy = null, string? OriginalId = null, string? Decoy = null);
