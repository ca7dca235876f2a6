using System.Collections.Immutable;
using System.Net;

namespace Triage.Training.Pairs;

/// <summary>A line with both records: <c>COL name VAL value COL …</c>, a tab, the other record, a tab, 0 or 1.</summary>
internal static class PairLine
{
    /// <param name="where">File and line, for messages.</param>
    /// <param name="columns">Those of the first line, which every other must have; <c>null</c> before it.</param>
    public static LabelledPair Read(string line, string where, ref ImmutableArray<string>? columns)
    {
        if (line.Split('\t') is not [var left, var right, var label] || label.Trim() is not ("0" or "1"))
        {
            throw new TrainingException($"{where}: two records and a label of 0 or 1 are expected, with tabs between them.");
        }

        var (one, other) = (Cells(left, where), Cells(right, where));
        columns ??= [.. one.Select(cell => cell.Column)];
        var expected = columns.Value;
        if (!one.Select(cell => cell.Column).SequenceEqual(expected) || !other.Select(cell => cell.Column).SequenceEqual(expected))
        {
            throw new TrainingException($"{where}: the records have other columns than the first, which has {string.Join(", ", expected)}.");
        }

        return new([.. one.Select(cell => cell.Value)], [.. other.Select(cell => cell.Value)], label.Trim() == "1");
    }

    private static (string Column, string Value)[] Cells(string record, string where) =>
        [.. $" {record}".Split(" COL ", StringSplitOptions.None).Skip(1).Select(cell => cell.IndexOf(" VAL", StringComparison.Ordinal) is var at and > 0
            ? (cell[..at].Trim(), WebUtility.HtmlDecode(cell[(at + 4)..].Trim()))
            : throw new TrainingException($"{where}: a column has no value; COL name VAL value is expected."))];
}
