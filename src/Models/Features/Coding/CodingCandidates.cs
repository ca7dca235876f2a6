namespace Triage.Models.Features.Coding;

/// <summary>The codes that history offers for a line, each with its features. Reused from line to line by one thread: it allocates once.</summary>
public sealed class CodingCandidates
{
    public const int CandidatesMax = 24;

    private readonly int[] _codes = new int[CandidatesMax];
    private readonly float[] _features = new float[CandidatesMax * CodingFeatures.Schema.Count];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, Count);

    /// <summary>Of all candidates, one behind the other.</summary>
    public ReadOnlySpan<float> Features => _features.AsSpan(0, Count * CodingFeatures.Schema.Count);

    public ReadOnlySpan<float> FeaturesOf(int candidate) => Row(candidate);

    internal Span<float> Row(int candidate) => _features.AsSpan(candidate * CodingFeatures.Schema.Count, CodingFeatures.Schema.Count);

    internal void Clear() => Count = 0;

    internal void Offer(int code)
    {
        if (Count < CandidatesMax && Codes.IndexOf(code) < 0)
        {
            _codes[Count++] = code;
        }
    }
}
