using Triage.Models.Matching;

namespace Triage.Models.Features.Text;

/// <summary>What texts are compared by, as numbers: words, and the character n-grams of words with a space before and after them.</summary>
public static class Terms
{
    /// <summary>More characters would not fit into 64 bits.</summary>
    public const int GramSizeMax = 4;

    public static ulong OfWord(string word) => unchecked((ulong)StableHash.Of(word));

    public static List<ulong> OfWords(ReadOnlySpan<string> words)
    {
        var terms = new List<ulong>(words.Length);
        foreach (var word in words)
        {
            terms.Add(OfWord(word));
        }

        return terms;
    }

    public static List<ulong> Grams(ReadOnlySpan<string> words, int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, GramSizeMax);
        var terms = new List<ulong>();
        foreach (var word in words)
        {
            var last = Math.Max(0, word.Length + 2 - size);
            for (var at = 0; at <= last; at++)
            {
                terms.Add(Gram(word, at, size));
            }
        }

        return terms;
    }

    private static ulong Gram(string word, int from, int size)
    {
        ulong gram = 0;
        for (var at = from; at < Math.Min(from + size, word.Length + 2); at++)
        {
            gram = (gram << 16) | (at == 0 || at == word.Length + 1 ? ' ' : word[at - 1]);
        }

        return gram;
    }
}
