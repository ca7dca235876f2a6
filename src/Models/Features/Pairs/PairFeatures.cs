using System.Collections.Immutable;
using Triage.Models.Features.Text;

namespace Triage.Models.Features.Pairs;

/// <summary>From two records of the same columns to features: column by column by its kind, then the records as a whole.</summary>
public static class PairFeatures
{
    /// <summary>What a feature says that can't be known; no real value lies below zero.</summary>
    public const float Missing = -1;

    private static readonly ImmutableArray<string> OfValue = ["missing", "equal", "apart", "apart_share"];

    private static readonly ImmutableArray<string> OfText =
    [
        "missing", "equal", "words", "grams", "numbers", "head_equal", "head", "aside", "within", "length",
        "left_alike", "left_mean", "left_missed", "left_missed_anywhere", "right_alike", "right_mean", "right_missed", "right_missed_anywhere",
    ];

    private static readonly ImmutableArray<string> OfShortText = [.. OfText, "jaro_winkler", "edits"];

    private static readonly ImmutableArray<string> OfAll = ["all.words", "all.word_cosine", "all.gram_cosine", "all.equal_columns", "all.gram_mean", "all.gram_min"];

    public static FeatureSchema SchemaOf(PairProfile profile) =>
        new([.. profile.Columns.SelectMany(column => NamesOf(column.Kind).Select(name => $"{column.Name}.{name}")), .. OfAll]);

    public static void Fill(PairProfile profile, PairRecord left, PairRecord right, Span<float> row)
    {
        var at = 0;
        for (var column = 0; column < profile.Columns.Length; column++)
        {
            var kind = profile.Columns[column].Kind;
            var cells = row.Slice(at, NamesOf(kind).Length);
            if (kind is ColumnKind.Number or ColumnKind.Moment)
            {
                FillValue(left.Cells[column], right.Cells[column], cells);
            }
            else
            {
                PairTextFeatures.Fill(left, right, column, kind == ColumnKind.ShortText, cells);
            }

            at += cells.Length;
        }

        FillAll(left, right, row[at..]);
    }

    private static ImmutableArray<string> NamesOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number or ColumnKind.Moment => OfValue,
        ColumnKind.ShortText => OfShortText,
        _ => OfText,
    };

    private static void FillValue(PairCell left, PairCell right, Span<float> row)
    {
        row.Fill(Missing);
        row[0] = (left.Value is null ? 1 : 0) + (right.Value is null ? 1 : 0);
        if (left.Value is { } one && right.Value is { } other)
        {
            var apart = Math.Abs(one - other);
            row[1] = apart == 0 ? 1 : 0;
            row[2] = (float)Math.Log(1 + apart);
            row[3] = apart == 0 ? 0 : (float)(apart / Math.Max(Math.Abs(one), Math.Abs(other)));
        }
    }

    private static void FillAll(PairRecord left, PairRecord right, Span<float> row)
    {
        var grams = new List<double>();
        var equal = 0;
        for (var column = 0; column < left.Cells.Length; column++)
        {
            var (one, other) = (left.Cells[column], right.Cells[column]);
            if (!one.IsMissing && !other.IsMissing)
            {
                grams.Add(one.Grams.Cosine(other.Grams));
                equal += one.Joined == other.Joined ? 1 : 0;
            }
        }

        row[0] = WordSets.Jaccard(left.Set, right.Set);
        row[1] = (float)left.Words.Cosine(right.Words);
        row[2] = (float)left.Grams.Cosine(right.Grams);
        row[3] = equal;
        row[4] = grams.Count == 0 ? Missing : (float)grams.Average();
        row[5] = grams.Count == 0 ? Missing : (float)grams.Min();
    }
}
