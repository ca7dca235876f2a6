namespace Triage.Models.Scoring.Suppliers;

/// <param name="Supplier">The key under which the index knows it.</param>
/// <param name="Probability">That the name as written means this supplier; of the first it is calibrated.</param>
public readonly record struct SupplierSuggestion(string Supplier, double Probability);
