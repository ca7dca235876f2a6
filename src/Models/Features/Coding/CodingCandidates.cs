namespace Triage.Models.Features.Coding;

/// <summary>The codes that history offers for a line, each with its features. Reused from line to line by one thread: it allocates once.</summary>
public sealed class CodingCandidates
{
    public const int CandidatesMax = 24;

    private readonly int[] _codes = new int[CandidatesMax];

    // Of each code that history numbered, as far as was needed: its place and one; 0 where it is no candidate.
    private int[] _places = new int[256];
    private readonly float[] _features = new float[CandidatesMax * CodingFeatures.Schema.Count];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, Count);

    /// <summary>Of all candidates, one behind the other.</summary>
    public ReadOnlySpan<float> Features => _features.AsSpan(0, Count * CodingFeatures.Schema.Count);

    public ReadOnlySpan<float> FeaturesOf(int candidate) => Row(candidate);

    internal Span<float> Rows => _features.AsSpan(0, Count * CodingFeatures.Schema.Count);

    internal Span<float> Row(int candidate) => _features.AsSpan(candidate * CodingFeatures.Schema.Count, CodingFeatures.Schema.Count);

    /// <returns>-1 where the code is no candidate.</returns>
    internal int PlaceOf(int code) => (uint)code < (uint)_places.Length ? _places[code] - 1 : -1;

    internal void Clear()
    {
        foreach (var code in Codes)
        {
            _places[code] = 0;
        }

        Count = 0;
    }

    internal void Offer(int code)
    {
        if (Count == CandidatesMax || PlaceOf(code) >= 0)
        {
            return;
        }

        if (code >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(code + 1, _places.Length * 2));
        }

        _codes[Count++] = code;
        _places[code] = Count;
    }
}
