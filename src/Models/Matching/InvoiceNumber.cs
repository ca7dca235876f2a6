using System.Text;

namespace Triage.Models.Matching;

/// <summary>
/// The form in which invoice numbers are compared: capitals and digits only, without diacritics, look-alikes,
/// separators, invisible characters or the leading zeros of a run of digits.
/// </summary>
public static class InvoiceNumber
{
    /// <summary>Pure and idempotent; <c>null</c> when no letter and no digit is left.</summary>
    public static string? Normalise(string? number) => Fold(number) is { } folded ? WithoutLeadingZeros(folded) : null;

    /// <summary>The same with the zeros that lead; pure and idempotent, <c>null</c> when no letter and no digit is left.</summary>
    public static string? Fold(string? number)
    {
        if (string.IsNullOrEmpty(number))
        {
            return null;
        }

        var folded = new StringBuilder(number.Length);
        foreach (var rune in number.EnumerateRunes())
        {
            CharacterFold.TryAppend(folded, rune);
        }

        return folded.Length == 0 ? null : folded.ToString();
    }

    private static string WithoutLeadingZeros(string folded)
    {
        var kept = new StringBuilder(folded.Length);
        var leading = true;
        for (var i = 0; i < folded.Length; i++)
        {
            var lastOfRun = i + 1 == folded.Length || !char.IsAsciiDigit(folded[i + 1]);
            if (leading && folded[i] == '0' && !lastOfRun)
            {
                continue;
            }

            kept.Append(folded[i]);
            leading = !char.IsAsciiDigit(folded[i]);
        }

        return kept.ToString();
    }
}
