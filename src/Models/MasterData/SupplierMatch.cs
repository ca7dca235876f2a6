namespace Triage.Models.MasterData;

/// <summary>Whom an invoice names.</summary>
/// <param name="Supplier"><c>null</c>: nobody in master data, or more than one.</param>
/// <param name="Candidates">How many fit.</param>
/// <param name="IsById">The invoice gives an id; else it is found by its name.</param>
public readonly record struct SupplierMatch(Supplier? Supplier, int Candidates, bool IsById);
