using Triage.Models.Matching;

namespace Triage.Models.Features.Coding;

/// <summary>The first words of a name, as hashes of what they begin with; 0 where there are fewer. What is left to go by when the whole name was never seen.</summary>
public readonly record struct NameWords(long First, long Second, long Third, long Fourth)
{
    public const int WordsMax = 4;

    // "Pharmacy" and "Pharmaceuticals" are to be one word.
    private const int LettersMax = 6;

    public long this[int index] => index switch
    {
        0 => First,
        1 => Second,
        2 => Third,
        3 => Fourth,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    // CC in CC-100 is no word: every cost centre has it.
    private const int CodeLettersMax = 3;

    /// <summary>Numbers are no words, and a name that is a code has none: digits behind a few letters.</summary>
    public static NameWords Of(string? name)
    {
        Span<long> words = stackalloc long[WordsMax];
        var found = 0;
        var normal = SupplierName.Normalise(name) ?? "";
        if (normal.Any(char.IsAsciiDigit) && normal.Count(char.IsAsciiLetterUpper) <= CodeLettersMax)
        {
            return default;
        }

        foreach (var word in normal.Split(' '))
        {
            if (found < WordsMax && word.Any(char.IsAsciiLetterUpper))
            {
                var hash = StableHash.Of("name word", word[..Math.Min(word.Length, LettersMax)]);
                if (!words[..found].Contains(hash))
                {
                    words[found++] = hash;
                }
            }
        }

        return new(words[0], words[1], words[2], words[3]);
    }
}
