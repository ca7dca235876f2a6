using Triage.Models.Features.Text;

namespace Triage.Models.Features.Suppliers;

/// <summary>How rare words and n-grams are among the names of an index.</summary>
internal sealed class SupplierVocabulary
{
    public const int GramSize = 3;

    public SupplierVocabulary(IReadOnlyList<SupplierWords> names)
    {
        Grams = new(names.Select(name => Terms.Grams(name.Words, GramSize)));
        WrittenGrams = new(names.Select(name => Terms.Grams(name.Written, GramSize)));
        Words = new(names.Select(name => Terms.OfWords(name.Words)));
    }

    public TermWeights Grams { get; }

    public TermWeights WrittenGrams { get; }

    public TermWeights Words { get; }
}
