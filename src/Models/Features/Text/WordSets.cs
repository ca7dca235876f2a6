namespace Triage.Models.Features.Text;

public static class WordSets
{
    /// <summary>The share of all words that both have (Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37, 1901); 0 where neither has any.</summary>
    public static float Jaccard(HashSet<string> one, HashSet<string> other)
    {
        var shared = one.Count(other.Contains);
        return shared == 0 ? 0 : (float)shared / (one.Count + other.Count - shared);
    }
}
