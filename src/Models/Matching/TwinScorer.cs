namespace Triage.Models.Matching;

/// <summary>Placeholder of the matching branch.</summary>
public static class TwinScorer
{
    public const int TwinsMax = 10;
}
