namespace Triage.Models.Features.Coding;

/// <summary>What sets a candidate apart from the best of the others, in the features that say most.</summary>
internal static class CandidateComparison
{
    private const float Alone = 100;

    private static readonly int[] Compared = [.. CodingFeatureNames.Compared.Select(name => CodingFeatures.Schema.Names.IndexOf(name))];

    public static void Fill(CodingCandidates into)
    {
        var (at, width) = (CodingFeatures.Schema.Count - Compared.Length, CodingFeatures.Schema.Count);
        var rows = into.Rows;
        foreach (var feature in Compared)
        {
            float best = float.MinValue, second = float.MinValue;
            for (var place = feature; place < rows.Length; place += width)
            {
                var value = rows[place];
                (best, second) = value > best ? (value, best) : (best, Math.Max(second, value));
            }

            var isAlone = into.Count < 2;
            for (var row = 0; row < rows.Length; row += width)
            {
                var value = rows[row + feature];
                rows[row + at] = isAlone ? Alone : value - (value == best ? second : best);
            }

            at++;
        }
    }
}
