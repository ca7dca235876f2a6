using System.Globalization;
using System.Text;

namespace Triage.Models.Matching;

/// <summary>What is left of an invoice number when its spelling is taken away.</summary>
public static class InvoiceNumber
{
    // Capitals of other alphabets that print like Latin ones.
    private const string Foreign = "АВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "ABEKMHOPCTXYIJSABEZHIKMNOPTYX";

    /// <summary>
    /// Compatibility forms, case, diacritics, look-alike capitals, punctuation and leading zeros of each
    /// run of digits are folded. <c>null</c> when nothing is left.
    /// </summary>
    public static string? Normalise(string? number)
    {
        if (string.IsNullOrEmpty(number))
        {
            return null;
        }

        var folded = new StringBuilder(number.Length);
        foreach (var c in number.Normalize(NormalizationForm.FormKD).ToUpperInvariant())
        {
            if (!char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var foreign = Foreign.IndexOf(c, StringComparison.Ordinal);
            var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            folded.Append(digit >= 0 ? (char)('0' + digit) : foreign >= 0 ? Latin[foreign] : c);
        }

        return WithoutLeadingZeros(folded);
    }

    /// <summary>Characters that scanners and typists confuse, folded to one of them.</summary>
    public static char FoldConfusion(char c) => c switch
    {
        'O' or 'Q' or 'D' => '0',
        'I' or 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        _ => c,
    };

    /// <summary>At most one character inserted, left out, replaced or swapped with its neighbour, confusions not counted (Damerau 1964).</summary>
    public static bool IsOneEditApart(string left, string right)
    {
        if (left.Length > right.Length)
        {
            (left, right) = (right, left);
        }

        if (right.Length - left.Length > 1)
        {
            return false;
        }

        var start = 0;
        while (start < left.Length && Same(left[start], right[start]))
        {
            start++;
        }

        var (endLeft, endRight) = (left.Length, right.Length);
        while (endLeft > start && endRight > start && Same(left[endLeft - 1], right[endRight - 1]))
        {
            endLeft--;
            endRight--;
        }

        return (endLeft - start, endRight - start) switch
        {
            (<= 1, <= 1) => true,
            (2, 2) => Same(left[start], right[start + 1]) && Same(left[start + 1], right[start]),
            _ => false,
        };
    }

    private static bool Same(char left, char right) => FoldConfusion(left) == FoldConfusion(right);

    private static string? WithoutLeadingZeros(StringBuilder folded)
    {
        var kept = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var beginsRun = kept.Length == 0 || !char.IsAsciiDigit(kept[^1]);
            var runGoesOn = i + 1 < folded.Length && char.IsAsciiDigit(folded[i + 1]);
            if (folded[i] != '0' || !beginsRun || !runGoesOn)
            {
                kept.Append(folded[i]);
            }
        }

        return kept.Length == 0 ? null : kept.ToString();
    }
}
