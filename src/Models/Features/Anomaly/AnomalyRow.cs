namespace Triage.Models.Features.Anomaly;

/// <summary>The features of one invoice, and which of its lines they speak of. Working memory: each thread has its own, and fills it again and again.</summary>
public sealed class AnomalyRow
{
    private readonly float[] _values = new float[AnomalyFeatures.Schema.Count];

    public ReadOnlySpan<float> Values => _values;

    /// <summary>The line whose amount is the most unusual; -1 on an invoice without lines, as are the next two.</summary>
    public int AmountLine { get; internal set; } = -1;

    /// <summary>The line whose account code is the most unusual; -1 also where no line has one, and so of places.</summary>
    public int CodeLine { get; internal set; } = -1;

    public int PlaceLine { get; internal set; } = -1;

    internal Span<float> ToFill => _values;
}
