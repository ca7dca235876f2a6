using System.Collections.Immutable;
using Triage.Models.Features.Text;

namespace Triage.Models.Features.Suppliers;

/// <summary>What is compared between a name as written and one known name.</summary>
internal static class SupplierNameFeatures
{
    /// <summary>What a feature says that can't be known; no real value lies below zero.</summary>
    public const float Missing = -1;

    public static readonly ImmutableArray<string> Names =
    [
        "grams", "written_grams", "words", "part_grams",
        "asked_equal", "asked_alike", "asked_mean", "asked_rarest_found", "asked_rarest_missed",
        "known_equal", "known_alike", "known_mean", "known_rarest_found", "known_rarest_missed",
        "jaro_winkler", "joined_edits", "sorted_edits", "written_edits",
        "common_prefix", "common_suffix", "asked_is_cut", "known_is_cut", "asked_within", "known_within",
        "acronym_of_known", "acronym_of_asked",
        "first_word", "last_word", "same_words", "order",
        "numbers_shared", "numbers_asked_only", "numbers_known_only",
        "form_same", "kind_same", "kind_known", "kind_asked",
        "asked_words", "known_words", "asked_length", "length_ratio",
    ];

    public static void Fill(ComparedName asked, ComparedName known, Span<float> row)
    {
        var at = 0;
        row[at++] = (float)asked.Grams.Cosine(known.Grams);
        row[at++] = (float)asked.WrittenGrams.Cosine(known.WrittenGrams);
        row[at++] = (float)asked.WordTerms.Cosine(known.WordTerms);
        row[at++] = PartGrams(asked, known);
        at = FillWords(SoftWords.Of(asked.Words, asked.Rarity, known.Words), row, at);
        at = FillWords(SoftWords.Of(known.Words, known.Rarity, asked.Words), row, at);
        row[at++] = (float)JaroWinkler.Of(asked.Joined, known.Joined);
        row[at++] = (float)EditDistance.Likeness(asked.Joined, known.Joined);
        row[at++] = (float)EditDistance.Likeness(asked.Sorted, known.Sorted);
        row[at++] = (float)EditDistance.Likeness(asked.Written, known.Written);
        at = FillEnds(asked.Joined, known.Joined, row, at);
        row[at++] = Acronym(asked, known);
        row[at++] = Acronym(known, asked);
        row[at++] = SoftWords.Likeness(asked.Words[0], known.Words[0], asked.Words.Length == 1) >= SoftWords.LikenessMin ? 1 : 0;
        row[at++] = SoftWords.Likeness(asked.Words[^1], known.Words[^1], mayBeCut: true) >= SoftWords.LikenessMin ? 1 : 0;
        row[at++] = asked.Sorted == known.Sorted ? 1 : 0;
        row[at++] = Order(asked.Words, known.Words);
        at = FillNumbers(asked.Numbers, known.Numbers, row, at);
        row[at++] = asked.Form == LegalForm.Unsaid || known.Form == LegalForm.Unsaid ? Missing : asked.Form == known.Form ? 1 : 0;
        row[at++] = asked.Kinds == OrganisationKind.Unsaid || known.Kinds == OrganisationKind.Unsaid ? Missing : (asked.Kinds & known.Kinds) != 0 ? 1 : 0;
        row[at++] = (float)known.Kinds;
        row[at++] = (float)asked.Kinds;
        row[at++] = asked.Words.Length;
        row[at++] = known.Words.Length;
        row[at++] = asked.Written.Length;
        row[at++] = (float)asked.Joined.Length / known.Joined.Length;
        System.Diagnostics.Debug.Assert(at == Names.Length);
    }

    private static float PartGrams(ComparedName asked, ComparedName known)
    {
        var best = asked.Parts.Length == 0 && known.Parts.Length == 0 ? Missing : 0;
        foreach (var part in asked.Parts)
        {
            best = Math.Max(best, (float)part.Cosine(known.Grams));
        }

        foreach (var part in known.Parts)
        {
            best = Math.Max(best, (float)part.Cosine(asked.Grams));
        }

        return best;
    }

    private static int FillWords(in SoftWordsFound found, Span<float> row, int at)
    {
        row[at++] = (float)found.Equal;
        row[at++] = (float)found.Alike;
        row[at++] = (float)found.Mean;
        row[at++] = (float)found.RarestFound;
        row[at++] = (float)found.RarestMissed;
        return at;
    }

    private static int FillEnds(string asked, string known, Span<float> row, int at)
    {
        float shorter = Math.Min(asked.Length, known.Length);
        var prefix = asked.AsSpan().CommonPrefixLength(known);
        var suffix = 0;
        while (suffix < shorter && asked[^(suffix + 1)] == known[^(suffix + 1)])
        {
            suffix++;
        }

        row[at++] = prefix / shorter;
        row[at++] = suffix / shorter;
        row[at++] = prefix == asked.Length && prefix < known.Length ? 1 : 0;
        row[at++] = prefix == known.Length && prefix < asked.Length ? 1 : 0;
        row[at++] = known.Contains(asked, StringComparison.Ordinal) ? 1 : 0;
        row[at++] = asked.Contains(known, StringComparison.Ordinal) ? 1 : 0;
        return at;
    }

    /// <summary>1 where one's whole name, 0.5 where a word of it, is the other's initials.</summary>
    private static float Acronym(ComparedName one, ComparedName other)
    {
        const int LettersMin = 3;
        bool Is(string text) => text.Length >= LettersMin && (text == other.Initials || text == other.WrittenInitials);
        return Is(one.Joined) ? 1 : one.Words.Any(Is) ? 0.5f : 0;
    }

    /// <summary>The share of neighbouring shared words that stand in the same order in both.</summary>
    private static float Order(string[] asked, string[] known)
    {
        var places = asked.Select(word => Array.IndexOf(known, word)).Where(place => place >= 0).ToArray();
        if (places.Length < 2)
        {
            return Missing;
        }

        var rising = 0;
        for (var i = 1; i < places.Length; i++)
        {
            rising += places[i] > places[i - 1] ? 1 : 0;
        }

        return rising / (places.Length - 1f);
    }

    private static int FillNumbers(string[] asked, string[] known, Span<float> row, int at)
    {
        var shared = asked.Count(known.Contains);
        row[at++] = shared;
        row[at++] = asked.Length - shared;
        row[at++] = known.Count(number => !asked.Contains(number));
        return at;
    }
}
