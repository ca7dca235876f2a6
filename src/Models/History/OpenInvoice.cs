using Triage.Models.Intake;

namespace Triage.Models.History;

/// <summary>What tells, without reading a history, whether a change of master data may touch an invoice.</summary>
/// <param name="SupplierHash">As <see cref="Matching.SupplierFingerprint"/> makes it.</param>
public sealed record OpenInvoice(InvoiceKey Key, long SupplierHash, string? Facility);
