using System.Collections.Frozen;
using System.Text;

namespace Triage.Models.Matching;

/// <summary>The form in which supplier names are compared: words in capitals, without punctuation and legal form.</summary>
public static class SupplierName
{
    // "AND" only ever joins: "GmbH & Co. KG" leaves one behind.
    private static readonly FrozenSet<string> LegalForms = new[]
    {
        "AND", "LTD", "LIMITED", "PLC", "LLP", "LP", "CIC", "CIO", "INC", "INCORPORATED", "LLC", "CORP", "CORPORATION", "CO", "COMPANY",
        "PTY", "GMBH", "MBH", "UG", "AG", "KG", "OHG", "KGAA", "EV", "SE", "SA", "SAS", "SARL", "SPA", "SRL", "SL", "BV", "NV", "AB", "AS",
        "APS", "OY", "OYJ", "SPZOO",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Pure and idempotent; <c>null</c> when no letter and no digit is left.</summary>
    public static string? Normalise(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var words = Words(name);
        var count = words.Length;

        // The first word stays, or a supplier called "Limited" would have no name.
        while (count > 1 && LegalForms.Contains(words[count - 1]))
        {
            count--;
        }

        return count == 0 ? null : string.Join(' ', words, 0, count);
    }

    /// <summary>In capitals, legal forms among them.</summary>
    public static string[] Words(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '&')
            {
                folded.Append(" AND ");
            }
            else if (!CharacterFold.TryAppend(folded, rune) && !JoinsLetters(rune))
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // "P.L.C." and "O'Brien" are one word each; so are letters with marks or invisible characters between them.
    private static bool JoinsLetters(Rune rune) => rune.Value is '.' or '\'' or '\u2019'
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.EnclosingMark
            or System.Globalization.UnicodeCategory.Format;
}
