namespace Triage.Training.Suppliers;

public sealed record SupplierFold(int Names, double Top1, double Top3, double BaselineTop1);
