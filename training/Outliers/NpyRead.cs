namespace Triage.Training.Outliers;

internal delegate double NpyRead(ReadOnlySpan<byte> bytes);
