namespace Triage.Training.Outliers;

public readonly record struct OutlierCounts(int Rows, int Unusual);
