namespace Triage.Clients;

internal sealed record ClientRecord(string SupplierName, string TotalAmountMinor, string Version);
