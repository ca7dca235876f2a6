namespace Triage.Training.Outliers;

internal readonly record struct NpyElement(int Bytes, NpyRead Read);
