using Triage.Models.Matching;

namespace Triage.Models.Features.Suppliers;

/// <summary>
/// The words of a supplier's name as they are compared: abbreviations written out, plurals made singular, legal form, articles and
/// traces of broken encodings taken away, and cut where one name trades as, or stands in for, another.
/// </summary>
internal sealed class SupplierWords
{
    // An account number in front of a name is no shorter.
    private const int GluedDigitsMin = 4;

    private static readonly string[][] LegalForms =
    [
        ["COMMUNITY", "INTEREST", "COMPANY"], ["COMMUNITY", "INTEREST", "CO"], ["CIC"],
        ["LIMITED", "LIABILITY", "PARTNERSHIP"], ["LLP"],
        ["PUBLIC", "LIMITED", "COMPANY"], ["PLC"],
        ["CHARITABLE", "INCORPORATED", "ORGANISATION"], ["CIO"],
        ["COMPANY", "LIMITED"], ["CO", "LTD"], ["LTD"], ["LIMITED"], ["LIMITE"], ["LIMIT"],
    ];

    private static readonly LegalForm[] FormOf =
    [
        LegalForm.CommunityInterest, LegalForm.CommunityInterest, LegalForm.CommunityInterest,
        LegalForm.Partnership, LegalForm.Partnership,
        LegalForm.PublicLimited, LegalForm.PublicLimited,
        LegalForm.Charity, LegalForm.Charity,
        LegalForm.Limited, LegalForm.Limited, LegalForm.Limited, LegalForm.Limited, LegalForm.Limited, LegalForm.Limited,
    ];

    // TOTAL is what a sheet's subtotal leaves between two payees.
    private static readonly string[][] Joints =
        [["TRADING", "AS"], ["T", "A"], ["TA"], ["CARE", "OF"], ["C", "O"], ["FORMERLY"], ["PREVIOUSLY"], ["ON", "BEHALF", "OF"], ["TOTAL"]];

    private SupplierWords(string[] written, string[] words, string[][] parts, LegalForm form) => (Written, Words, Parts, Form) = (written, words, parts, form);

    /// <summary>As written, in capitals.</summary>
    public string[] Written { get; }

    public string[] Words { get; }

    /// <summary>The words of each name, where the name is several; else one part, of all words.</summary>
    public string[][] Parts { get; }

    public LegalForm Form { get; }

    public static SupplierWords Of(string name)
    {
        var written = SupplierName.Words(name);
        var parts = new List<string[]>();
        var part = new List<string>();
        var form = LegalForm.Unsaid;
        var mended = Mended(written);
        for (var at = 0; at < mended.Count;)
        {
            if (part.Count > 0 && at + 1 < mended.Count && LengthAt(Joints, mended, at, out _) is var joint and > 0 && at + joint < mended.Count)
            {
                parts.Add([.. part]);
                part.Clear();
                at += joint;
            }
            else if (part.Count > 0 && LengthAt(LegalForms, mended, at, out var which) is var legal and > 0)
            {
                form = FormOf[which];
                at += legal;
            }
            else
            {
                if (mended[at] is not ("THE" or "AND"))
                {
                    SupplierAbbreviations.Append(mended[at], part);
                }

                at++;
            }
        }

        if (part.Count > 0)
        {
            parts.Add([.. part]);
        }

        // A supplier called "The And" has a name too.
        var words = parts.Count > 0 ? [.. parts.SelectMany(words => words)] : written;
        return new(written, words, parts.Count > 0 ? [.. parts] : [words], form);
    }

    private static List<string> Mended(string[] written)
    {
        // A no-break space read in the wrong encoding leaves a letter that folds to these two behind each word.
        var isBroken = written.Count(word => word.Length > 3 && word.EndsWith("AA", StringComparison.Ordinal)) >= 2;
        var mended = new List<string>(written.Length);
        foreach (var word in written)
        {
            var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
            if (digits >= GluedDigitsMin && word.Length - digits > 1)
            {
                mended.Add(word[..digits]);
                mended.Add(word[digits..]);
            }
            else
            {
                mended.Add(isBroken && word.Length > 3 && word.EndsWith("AA", StringComparison.Ordinal) ? word[..^2] : word);
            }
        }

        return mended;
    }

    private static int LengthAt(string[][] phrases, List<string> words, int at, out int which)
    {
        for (which = 0; which < phrases.Length; which++)
        {
            var phrase = phrases[which];
            var same = 0;
            while (same < phrase.Length && at + same < words.Count && words[at + same] == phrase[same])
            {
                same++;
            }

            if (same == phrase.Length)
            {
                return same;
            }
        }

        return 0;
    }
}
