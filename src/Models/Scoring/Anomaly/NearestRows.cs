namespace Triage.Models.Scoring.Anomaly;

/// <summary>The nearest rows found so far, the nearest first; of equally near ones those that were offered first.</summary>
internal readonly ref struct NearestRows(Span<float> squares, Span<int> places)
{
    private readonly Span<float> _squares = squares;
    private readonly Span<int> _places = places;

    /// <summary>What another must be nearer than.</summary>
    public float Farthest => _squares[^1];

    public void Clear()
    {
        _squares.Fill(float.PositiveInfinity);
        _places.Fill(-1);
    }

    public void Offer(float square, int place)
    {
        if (!(square < Farthest))
        {
            return;
        }

        var at = _squares.Length - 1;
        for (; at > 0 && _squares[at - 1] > square; at--)
        {
            _squares[at] = _squares[at - 1];
            _places[at] = _places[at - 1];
        }

        _squares[at] = square;
        _places[at] = place;
    }
}
