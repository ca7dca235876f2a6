namespace Triage.Training.Suppliers;

/// <param name="Name">As a source system wrote it.</param>
/// <param name="Supplier">Whom it means; <c>null</c> for nobody that is known.</param>
/// <param name="Kind">What the file calls the supplier's kind; empty for unsaid.</param>
public sealed record WrittenSupplier(string Name, string? Supplier, string Kind);
