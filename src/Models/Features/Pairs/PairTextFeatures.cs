using Triage.Models.Features.Text;

namespace Triage.Models.Features.Pairs;

internal static class PairTextFeatures
{
    public static void Fill(PairRecord leftRecord, PairRecord rightRecord, int column, bool isShort, Span<float> row)
    {
        var (left, right) = (leftRecord.Cells[column], rightRecord.Cells[column]);
        row.Fill(PairFeatures.Missing);
        row[0] = (left.IsMissing ? 1 : 0) + (right.IsMissing ? 1 : 0);
        if (row[0] > 0)
        {
            return;
        }

        float longer = Math.Max(left.Joined.Length, right.Joined.Length);
        row[1] = left.Joined == right.Joined ? 1 : 0;
        row[2] = WordSets.Jaccard(left.Set, right.Set);
        row[3] = (float)left.Grams.Cosine(right.Grams);
        row[4] = Numbers(left.Numbers, right.Numbers);
        row[5] = left.Head == right.Head ? 1 : 0;
        row[6] = (float)EditDistance.Likeness(left.Head, right.Head);
        row[7] = left.Aside.Count == 0 && right.Aside.Count == 0 ? PairFeatures.Missing : WordSets.Jaccard(left.Aside, right.Aside);
        row[8] = left.Joined.Contains(right.Joined, StringComparison.Ordinal) || right.Joined.Contains(left.Joined, StringComparison.Ordinal) ? 1 : 0;
        row[9] = Math.Min(left.Joined.Length, right.Joined.Length) / longer;
        FillWords(left, right, rightRecord, row[10..]);
        FillWords(right, left, leftRecord, row[14..]);
        if (isShort)
        {
            row[18] = (float)JaroWinkler.Of(left.Joined, right.Joined);
            row[19] = (float)EditDistance.Likeness(left.Joined, right.Joined);
        }
    }

    private static void FillWords(PairCell cell, PairCell other, PairRecord otherRecord, Span<float> row)
    {
        var found = SoftWords.Of(cell.Words, cell.Rarity, other.Words);
        row[0] = (float)found.Alike;
        row[1] = (float)found.Mean;
        row[2] = (float)found.RarestMissed;
        double missed = 0;
        for (var i = 0; i < cell.Words.Length; i++)
        {
            missed = otherRecord.Set.Contains(cell.Words[i]) ? missed : Math.Max(missed, cell.Rarity[i]);
        }

        row[3] = (float)missed;
    }

    private static float Numbers(string[] left, string[] right) =>
        left.Length == 0 && right.Length == 0 ? PairFeatures.Missing : (float)left.Count(right.Contains) / Math.Max(left.Length, right.Length);
}
