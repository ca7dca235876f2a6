namespace Triage.Models.Scoring.Anomaly;

internal static class RowShape
{
    public static void Check(IAnomalyDetector detector, ReadOnlySpan<float> row)
    {
        if (row.Length != detector.Columns)
        {
            throw new ArgumentException($"The detector reads {detector.Columns} features, not {row.Length}.", nameof(row));
        }

        foreach (var value in row)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException("A feature is not a finite number.", nameof(row));
            }
        }
    }

    public static void Check(IAnomalyDetector detector, ReadOnlySpan<double> parts)
    {
        if (parts.Length != detector.Columns)
        {
            throw new ArgumentException($"The detector gives {detector.Columns} parts; there is room for {parts.Length}.", nameof(parts));
        }
    }
}
