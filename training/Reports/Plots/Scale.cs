namespace Triage.Training.Reports.Plots;

/// <summary>From values to places on paper. What lies outside is drawn on the edge; a range without width is given some.</summary>
internal readonly record struct Scale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    public Scale(double low, double high, double from, double to)
    {
        (_low, _high) = high > low ? (low, high) : (low - 0.5, low + 0.5);
        (_from, _to) = (from, to);
    }

    public double At(double value) => _from + (Math.Clamp(value, _low, _high) - _low) / (_high - _low) * (_to - _from);
}
