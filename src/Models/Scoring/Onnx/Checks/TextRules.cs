using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>Of the vectoriser that counts n-grams: of integers, as which a caller gives the characters of a text.</summary>
internal static class TextRules
{
    private const int SkipMax = 8;
    private const int GramMax = 16;
    private static readonly string[] Modes = ["TF", "IDF", "TFIDF"];

    public static OnnxTyped TfIdf(OnnxStep step)
    {
        var (asked, pool, starts, columns, weights) = (step.Input(0), step.Ints("pool_int64s"), step.Ints("ngram_counts"), step.Ints("ngram_indexes"), step.Floats("weights"));
        var (least, most) = (step.Int("min_gram_length", 1), step.Int("max_gram_length", 1));
        if (asked.Element is not (OnnxElement.Int64 or OnnxElement.Int32) || asked.Rank is < 1 or > 2)
        {
            throw step.Refused($"counts in {asked}, and is served for rows of integers alone");
        }

        if (least < 1 || most < least || most > GramMax || starts.Length < most || step.Int("max_skip_count", 0) is < 0 or > SkipMax || !Modes.Contains(step.Text("mode", "")))
        {
            throw step.Refused($"counts grams of {least} to {most}, skips {step.Int("max_skip_count", 0)} or has the mode '{step.Text("mode", "")}'");
        }

        var grams = GramsIn(step, pool.Length, [.. starts]);
        if (columns.Length != grams || columns.Distinct().Count() != grams || columns.Any(column => column < 0 || column >= grams) || !(weights.IsEmpty || weights.Length == grams))
        {
            throw step.Refused($"has {grams} grams, {columns.Length} columns, each of which must be one of these, and {weights.Length} weights");
        }

        return new(OnnxElement.Single, asked.Rank == 1 ? [grams] : [asked.Dims[0], grams]);
    }

    /// <summary>Grams of one length stand behind those of the length before.</summary>
    private static int GramsIn(OnnxStep step, int pool, long[] starts)
    {
        var grams = 0L;
        for (var length = 1; length <= starts.Length; length++)
        {
            var end = length < starts.Length ? starts[length] : pool;
            if (starts[0] != 0 || end < starts[length - 1] || end > pool || (end - starts[length - 1]) % length != 0)
            {
                throw step.Refused($"has a pool of {pool} integers that is no list of grams: those of length {length} go from {starts[length - 1]} to {end}");
            }

            grams += (end - starts[length - 1]) / length;
        }

        return grams is > 0 and <= 1_000_000 ? (int)grams : throw step.Refused($"has {grams} grams");
    }
}
