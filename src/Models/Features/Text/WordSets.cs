namespace Triage.Models.Features.Text;

public static class WordSets
{
    /// <summary>The share of all words, or other parts, that both have (Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37, 1901); 0 where neither has any.</summary>
    public static float Jaccard<T>(HashSet<T> one, HashSet<T> other)
    {
        var shared = one.Count(other.Contains);
        return shared == 0 ? 0 : (float)shared / (one.Count + other.Count - shared);
    }
}
