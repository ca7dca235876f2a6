using System.Collections.Immutable;
using Triage.Models.Features.Text;

namespace Triage.Models.Features.Suppliers;

/// <summary>
/// The known names of suppliers, ready to be asked for those like another. A supplier may have several. Thread-safe; what
/// changes is built anew.
/// </summary>
public sealed class SupplierNameIndex
{
    // Two letters stand for too many names, and no acronym is longer.
    private const int AcronymMin = 3;
    private const int AcronymMax = 8;
    private const int AcronymsMost = 5;

    private readonly TermIndex _grams;
    private readonly TermIndex _writtenGrams;
    private readonly TermIndex _words;
    private readonly Dictionary<string, List<int>> _byInitials = new(StringComparer.Ordinal);
    private readonly ComparedName[] _names;
    private readonly string[] _suppliers;

    public SupplierNameIndex(ImmutableArray<(string Supplier, string Name)> names)
    {
        var words = names.Select(name => SupplierWords.Of(name.Name)).ToArray();
        Vocabulary = new(words);
        _suppliers = [.. names.Select(name => name.Supplier)];
        _names = [.. words.Select(name => new ComparedName(name, Vocabulary))];
        _grams = new(Vocabulary.Grams, [.. _names.Select(name => name.Grams)]);
        _writtenGrams = new(Vocabulary.WrittenGrams, [.. _names.Select(name => name.WrittenGrams)]);
        _words = new(Vocabulary.Words, [.. _names.Select(name => name.WordTerms)]);
        for (var at = 0; at < _names.Length; at++)
        {
            foreach (var initials in new[] { _names[at].Initials, _names[at].WrittenInitials }.Distinct())
            {
                if (initials.Length is >= AcronymMin and <= AcronymMax)
                {
                    (_byInitials.TryGetValue(initials, out var having) ? having : _byInitials[initials] = []).Add(at);
                }
            }
        }
    }

    public int Count => _names.Length;

    internal SupplierVocabulary Vocabulary { get; }

    internal ComparedName NameAt(int at) => _names[at];

    public string SupplierAt(int at) => _suppliers[at];

    internal ComparedName Asked(string name) => new(SupplierWords.Of(name), Vocabulary);

    /// <summary>The places of names that may be meant, each once, the nearest first.</summary>
    /// <param name="cosines">Working memory, one a name, all zero; left so.</param>
    internal void Candidates(ComparedName asked, int most, Span<float> cosines, List<int> into)
    {
        var found = new List<int>();
        _grams.Nearest(asked.Grams, most, cosines, found);
        _writtenGrams.Nearest(asked.WrittenGrams, most / 2, cosines, found);
        _words.Nearest(asked.WordTerms, most / 2, cosines, found);
        foreach (var part in asked.Parts)
        {
            _grams.Nearest(part, most / 4, cosines, found);
        }

        foreach (var word in asked.Words)
        {
            Offer(word, found);
        }

        Offer(asked.Joined, found);
        into.AddRange(found.Distinct());
    }

    /// <summary>The nearest by trigrams of the name as written alone: what matching is measured against.</summary>
    public IReadOnlyList<int> NearestAsWritten(string name, int most)
    {
        var found = new List<int>();
        _writtenGrams.Nearest(Asked(name).WrittenGrams, most, new float[Count], found);
        return found;
    }

    private void Offer(string initials, List<int> found)
    {
        if (_byInitials.TryGetValue(initials, out var having))
        {
            found.AddRange(having.Take(AcronymsMost));
        }
    }
}
