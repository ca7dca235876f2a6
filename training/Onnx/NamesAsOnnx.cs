using System.Collections.Immutable;
using Triage.Models.Features.Text;
using Triage.Models.Matching;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Training.Onnx;

/// <summary>
/// The comparison of supplier names by their trigrams as an ONNX model, vectoriser and all: a name's words as written become counts of trigrams,
/// these TF-IDF weights, these a vector of length 1, and that its cosine to every known name. Trigrams that no known name has lengthen the
/// vector here as they do there: every character of a word begins one, so the number of unknown ones is what the known leave.
/// </summary>
public static class NamesAsOnnx
{
    public const string Input = "characters";
    public const string Output = "cosines";

    /// <summary>Characters that are read; a name that is longer, with a space before and after each word, does not fit.</summary>
    public const int Characters = 256;

    private const int GramSize = 3;
    private const long IrVersion = 8;
    private const long Standard = 17;

    public static List<ulong> GramsOf(string name) => Terms.Grams(SupplierName.Words(name), GramSize);

    /// <summary>Spaces around each word and behind the last: two in a row stand in no trigram of a word, so what lies between words counts for nothing.</summary>
    /// <returns><c>null</c>: it does not fit.</returns>
    public static long[]? CharactersOf(string name)
    {
        var spaced = string.Concat(SupplierName.Words(name).Select(word => $" {word} "));
        return spaced.Length <= Characters ? [.. spaced.PadRight(Characters).Select(one => (long)one)] : null;
    }

    public static OnnxModel Of(IReadOnlyList<string> known)
    {
        var grams = known.Select(GramsOf).ToArray();
        var weights = new TermWeights(grams);
        var columns = grams.SelectMany(terms => terms).Distinct().Select((term, column) => (term, column)).ToDictionary(one => one.term, one => one.column);
        var terms = columns.OrderBy(one => one.Value).Select(one => one.Key).ToArray();
        return new(IrVersion, ImmutableSortedDictionary<string, long>.Empty.Add("", Standard), new(
            "names",
            [
                new("TfIdfVectorizer", "", [Input], ["counts"],
                [
                    OnnxAttribute.Of("mode", "TF"),
                    OnnxAttribute.Of("min_gram_length", (long)GramSize),
                    OnnxAttribute.Of("max_gram_length", (long)GramSize),
                    OnnxAttribute.Of("max_skip_count", 0L),
                    OnnxAttribute.Of("ngram_counts", [0L, 0L, 0L]), // none of one or two characters
                    OnnxAttribute.Of("ngram_indexes", Enumerable.Range(0, terms.Length).Select(column => (long)column)),
                    OnnxAttribute.Of("pool_int64s", terms.SelectMany(CharactersOf)),
                ]),
                new("Mul", "", ["counts", "rarity"], ["weighted"], []),
                new("ReduceSumSquare", "", ["weighted"], ["square"], [OnnxAttribute.Of("axes", [1L])]),
                new("ReduceSum", "", ["counts", "columns"], ["known"], []),
                new("Equal", "", [Input, "space"], ["is_space"], []),
                new("Not", "", ["is_space"], ["is_character"], []),
                new("Cast", "", ["is_character"], ["ones"], [OnnxAttribute.Of("to", (long)OnnxElement.Single)]),
                new("ReduceSum", "", ["ones", "columns"], ["all"], []),
                new("Sub", "", ["all", "known"], ["unknown"], []),
                new("Mul", "", ["unknown", "unknown_square"], ["unknown_part"], []),
                new("Add", "", ["square", "unknown_part"], ["whole"], []),
                new("Sqrt", "", ["whole"], ["root"], []),
                new("Max", "", ["root", "least"], ["length"], []),
                new("Div", "", ["weighted", "length"], ["unit"], []),
                new("MatMul", "", ["unit", "names"], [Output], []),
            ],
            [
                OnnxTensor.Of("rarity", [terms.Length], [.. terms.Select(term => (float)weights.RarityOf(term))]),
                OnnxTensor.Of("columns", [1], [1L]),
                OnnxTensor.Of("space", [1], [(long)' ']),
                OnnxTensor.Of("unknown_square", [1], [(float)(weights.RarityMax * weights.RarityMax)]),
                OnnxTensor.Of("least", [1], [1e-9f]), // of a name without a word, which is like none
                OnnxTensor.Of("names", [terms.Length, known.Count], Matrix(grams, columns, weights)),
            ],
            [OnnxValue.Of(Input, OnnxElement.Int64, OnnxDim.Open("names_asked"), new OnnxDim(Characters))],
            [OnnxValue.Of(Output, OnnxElement.Single, OnnxDim.Open("names_asked"), new OnnxDim(known.Count))]))
        {
            Producer = "triage",
        };
    }

    // Sixteen bits a character, the first highest.
    private static IEnumerable<long> CharactersOf(ulong gram) => [(long)(gram >> 32 & 0xFFFF), (long)(gram >> 16 & 0xFFFF), (long)(gram & 0xFFFF)];

    private static float[] Matrix(List<ulong>[] grams, Dictionary<ulong, int> columns, TermWeights weights)
    {
        var matrix = new float[columns.Count * grams.Length];
        for (var name = 0; name < grams.Length; name++)
        {
            var weighted = grams[name].CountBy(term => term).Select(term => (term.Key, Weight: term.Value * weights.RarityOf(term.Key))).ToArray();
            var length = Math.Sqrt(weighted.Sum(term => term.Weight * term.Weight));
            foreach (var (term, weight) in weighted)
            {
                matrix[columns[term] * grams.Length + name] = (float)(weight / length);
            }
        }

        return matrix;
    }
}
