namespace Triage.Models.Features.Text;

internal static class TextDistance
{
    private const int LengthMax = 64;

    /// <summary>
    /// Insertions, deletions, substitutions and exchanges of neighbours between two texts, each part edited once (optimal string
    /// alignment, after Damerau, CACM 7, 1964). Longer texts are cut.
    /// </summary>
    public static int Edits(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, LengthMax)];
        b = b[..Math.Min(b.Length, LengthMax)];
        Span<int> beforeLast = stackalloc int[LengthMax + 1];
        Span<int> last = stackalloc int[LengthMax + 1];
        Span<int> current = stackalloc int[LengthMax + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, beforeLast[j - 2] + 1);
                }

                current[j] = best;
            }

            var free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }

        return last[b.Length];
    }

    /// <summary>Share of character trigrams in common, of all that either has (Jaccard).</summary>
    public static float Trigrams(string a, string b) => a == b ? 1 : WordSets.Jaccard(Set(a), Set(b));

    private static HashSet<(char, char, char)> Set(string text)
    {
        var padded = $"  {text} ";
        var trigrams = new HashSet<(char, char, char)>(padded.Length);
        for (var i = 0; i + 2 < padded.Length; i++)
        {
            trigrams.Add((padded[i], padded[i + 1], padded[i + 2]));
        }

        return trigrams;
    }
}
