using Triage.Models.Features.Text;

namespace Triage.Models.Features.Suppliers;

/// <summary>A supplier's name with all that comparing it with another needs, worked out once.</summary>
internal sealed class ComparedName
{
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal) { "OF", "FOR", "IN", "TO", "AT", "ON", "BY", "WITH" };

    public ComparedName(SupplierWords name, SupplierVocabulary vocabulary)
    {
        Written = string.Join(' ', name.Written);
        Words = name.Words;
        Form = name.Form;
        Rarity = [.. Words.Select(word => vocabulary.Words.RarityOf(Terms.OfWord(word)))];
        Joined = string.Concat(Words);
        Sorted = string.Join(' ', Words.Order(StringComparer.Ordinal));
        Spaced = string.Join(' ', Words);
        Grams = vocabulary.Grams.VectorOf(Terms.Grams(Words, SupplierVocabulary.GramSize));
        WrittenGrams = vocabulary.WrittenGrams.VectorOf(Terms.Grams(name.Written, SupplierVocabulary.GramSize));
        WordTerms = vocabulary.Words.VectorOf(Terms.OfWords(Words));
        Parts = name.Parts.Length > 1 ? [.. name.Parts.Select(part => vocabulary.Grams.VectorOf(Terms.Grams(part, SupplierVocabulary.GramSize)))] : [];
        Kinds = OrganisationKinds.Of(Words);
        Numbers = [.. Words.Where(word => word.Any(char.IsAsciiDigit))];
        Initials = string.Concat(Words.Where(word => !Small.Contains(word)).Select(word => word[0]));
        WrittenInitials = string.Concat(name.Written.Select(word => word[0]));
    }

    public string Written { get; }
    public string[] Words { get; }
    public double[] Rarity { get; }
    public string Joined { get; }
    public string Sorted { get; }
    public string Spaced { get; }
    public TermVector Grams { get; }
    public TermVector WrittenGrams { get; }
    public TermVector WordTerms { get; }

    /// <summary>Of each part, where the name is several; else empty.</summary>
    public TermVector[] Parts { get; }
    public LegalForm Form { get; }
    public OrganisationKind Kinds { get; }
    public string[] Numbers { get; }

    /// <summary>Without small words, from the words written out.</summary>
    public string Initials { get; }

    /// <summary>Of all words as written.</summary>
    public string WrittenInitials { get; }
}
