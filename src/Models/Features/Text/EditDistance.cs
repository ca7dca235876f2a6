namespace Triage.Models.Features.Text;

/// <summary>Insertions, deletions and substitutions between two texts (Levenshtein, Soviet Physics Doklady 10, 1966), as a likeness from 0 to 1.</summary>
public static class EditDistance
{
    private const int LengthMax = 256;

    /// <summary>1 for equal texts, 0 where nothing is left in its place. What stands beyond the first 256 characters is not read.</summary>
    public static double Likeness(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one[..Math.Min(LengthMax, one.Length)];
        other = other[..Math.Min(LengthMax, other.Length)];
        var longest = Math.Max(one.Length, other.Length);
        return longest == 0 ? 1 : 1 - (double)Of(one, other) / longest;
    }

    private static int Of(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        Span<int> row = stackalloc int[LengthMax + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                var substituted = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, 1 + Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[other.Length];
    }
}
