namespace Triage.Training.Suppliers;

public sealed record SupplierSegment(string Kind, int Names, double Top1, double Top3, double BaselineTop1);
