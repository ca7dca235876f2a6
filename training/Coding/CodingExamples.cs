using Triage.Models.Features.Coding;
using Triage.Training.Generation;
using Triage.Training.Trees;

namespace Triage.Training.Coding;

/// <summary>
/// The ranker's examples: for a line of known code, each candidate that history offered then, right or wrong. History ends
/// before the line in two ways, as it does in service: the evening before, and up to three months before, where nobody confirms.
/// </summary>
internal static class CodingExamples
{
    // How many days of lines follow each end of history.
    private const int AheadDays = 92;
    private static readonly int[] EndsBeforeDays = [122, 92, 61];
    private const int GrowingDays = 108;
    private const double HistoryShareMin = 0.3;

    /// <param name="linesMax">At most about so many lines are asked, drawn evenly: a small ledger's all, some twice and more as history ended in several ways.</param>
    public static ExampleTable Of(CodingCases cases, int untilDay, int linesMax, int seed, CancellationToken cancellationToken)
    {
        var table = new ExampleTable(CodingFeatures.Schema);
        var asker = new Asker(table);
        var earliest = cases.FirstDay + (int)((untilDay - cases.FirstDay) * HistoryShareMin);
        int[] ends = [.. EndsBeforeDays.Select(days => Math.Max(earliest, untilDay - days)).Distinct()];
        var growingFrom = Math.Max(earliest, untilDay - GrowingDays);
        var lines = ends.Sum(end => cases.From(end, Ahead(end)).Count()) + cases.From(growingFrom, untilDay).Count();
        var drawn = new Chance((ulong)seed);
        bool IsDrawn() => drawn.Is((double)linesMax / lines);
        foreach (var end in ends)
        {
            var history = cases.HistoryBefore(end);
            foreach (var known in cases.From(end, Ahead(end)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (IsDrawn())
                {
                    asker.Ask(history, known);
                }
            }
        }

        Growing(cases, growingFrom, untilDay, IsDrawn, asker, cancellationToken);
        return table;

        int Ahead(int end) => Math.Min(untilDay, end + AheadDays);
    }

    private static void Growing(CodingCases cases, int fromDay, int untilDay, Func<bool> isDrawn, Asker asker, CancellationToken cancellationToken)
    {
        var history = new CodingHistory();
        foreach (var day in cases.Days())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var date = day.Span[0].Question.Day;
            if (date >= untilDay)
            {
                return;
            }

            foreach (var known in day.Span)
            {
                if (date >= fromDay && isDrawn())
                {
                    asker.Ask(history, known);
                }
            }

            foreach (var known in day.Span)
            {
                history.Add(known.Question, known.Code);
            }
        }
    }

    private sealed class Asker(ExampleTable table)
    {
        private readonly CodingFeatures _features = new();
        private readonly CodingCandidates _candidates = new();

        public void Ask(CodingHistory history, in CodingCase known)
        {
            var right = history.NumberOf(known.Code);
            _features.Extract(known.Question, history, _candidates);
            if (right < 0 || _candidates.Codes.IndexOf(right) < 0)
            {
                return; // no candidate is right: nothing to rank above the others
            }

            for (var candidate = 0; candidate < _candidates.Count; candidate++)
            {
                table.Add(_candidates.FeaturesOf(candidate), _candidates.Codes[candidate] == right);
            }
        }
    }
}
