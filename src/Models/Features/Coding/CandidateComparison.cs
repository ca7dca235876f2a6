namespace Triage.Models.Features.Coding;

/// <summary>What sets a candidate apart from the best of the others, in the features that say most.</summary>
internal static class CandidateComparison
{
    private const float Alone = 100;

    private static readonly int[] Compared = [.. CodingFeatureNames.Compared.Select(name => CodingFeatures.Schema.Names.IndexOf(name))];

    /// <summary>Of a vector's features, those before these columns: the comparison follows from them.</summary>
    public static int ComparedFrom => CodingFeatures.Schema.Count - Compared.Length;

    /// <param name="rows">All candidates of a line, one behind the other, filled but for these columns.</param>
    public static void Fill(Span<float> rows)
    {
        var (at, width) = (ComparedFrom, CodingFeatures.Schema.Count);
        foreach (var feature in Compared)
        {
            float best = float.MinValue, second = float.MinValue;
            for (var place = feature; place < rows.Length; place += width)
            {
                var value = rows[place];
                (best, second) = value > best ? (value, best) : (best, Math.Max(second, value));
            }

            var isAlone = rows.Length < 2 * width;
            for (var row = 0; row < rows.Length; row += width)
            {
                var value = rows[row + feature];
                rows[row + at] = isAlone ? Alone : value - (value == best ? second : best);
            }

            at++;
        }
    }
}
