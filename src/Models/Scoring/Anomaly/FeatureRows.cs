namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// Rows of numbers, one after another in one block that is taken over, not copied. What is missing is a number that the
/// features chose for it: a value that is not finite is refused.
/// </summary>
public sealed class FeatureRows
{
    private readonly float[] _values;

    public FeatureRows(float[] values, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length == 0 || values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} values do not make rows of {columns}.", nameof(values));
        }

        var at = Array.FindIndex(values, value => !float.IsFinite(value));
        if (at >= 0)
        {
            throw new ArgumentException($"Row {at / columns}, column {at % columns} is not a finite number.", nameof(values));
        }

        _values = values;
        Columns = columns;
        Count = values.Length / columns;
    }

    public int Columns { get; }

    public int Count { get; }

    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Columns, Columns);
}
