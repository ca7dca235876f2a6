using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Packages;
using Triage.Training.Anomaly;
using Triage.Training.Coding;
using Triage.Training.Duplicates;
using Triage.Training.Evaluation;

namespace Triage.Training.Packages;

/// <summary>What one model is asked in golden cases: features of the newest bills, drawn evenly, the same for the same seed.</summary>
/// <param name="Model">Its kind.</param>
/// <param name="Cases">Of each the rows, one behind the other.</param>
public sealed record GoldenQuestions(string Model, ImmutableArray<ImmutableArray<float>> Cases)
{
    private const int RowsMax = 200;
    private const int Days = 30;

    internal static GoldenQuestions OfDuplicates(ImmutableArray<ReceivedBill> bills, int untilDay, int seed, CancellationToken cancellationToken)
    {
        var sample = new RowSample(RowsMax, (ulong)seed);
        DuplicateWalk.Over(bills, untilDay - Days, untilDay, hasNumbers: true, (_, question, _) =>
        {
            for (var candidate = 0; candidate < question.Count; candidate++)
            {
                sample.Offer(question.FeaturesOf(candidate));
            }
        }, cancellationToken);
        return new(ModelFileKinds.Duplicate, Of(sample));
    }

    internal static GoldenQuestions OfAnomalies(ImmutableArray<LabelledInvoice> bills, int untilDay, int seed, CancellationToken cancellationToken)
    {
        var sample = new RowSample(RowsMax, (ulong)seed);
        AnomalyWalk.Over(bills, untilDay - Days, untilDay, bill => bill.Invoice, (_, _, _, row) => sample.Offer(row.Values), cancellationToken);
        return new(ModelFileKinds.Anomaly, Of(sample));
    }

    /// <summary>All candidates of a line together, since their shares depend on one another.</summary>
    internal static GoldenQuestions OfLines(CodingCases cases, CodeField field, int seed)
    {
        var fromDay = cases.LastDay + 1 - Days;
        var history = cases.HistoryBefore(fromDay);
        var lines = cases.From(fromDay, cases.LastDay + 1).ToArray();
        var (features, candidates) = (new CodingFeatures(), new CodingCandidates());
        var (asked, rows) = (ImmutableArray.CreateBuilder<ImmutableArray<float>>(), 0);
        foreach (var line in new SplitMix((ulong)seed).Sample(RowsMax, lines.Length))
        {
            features.Extract(lines[line].Question, history, candidates);
            if (rows + candidates.Count > RowsMax)
            {
                break;
            }

            if (candidates.Count > 0)
            {
                asked.Add([.. candidates.Features]);
                rows += candidates.Count;
            }
        }

        return new(ModelFileKinds.Of(field), asked.DrainToImmutable());
    }

    private static ImmutableArray<ImmutableArray<float>> Of(RowSample sample) => [.. sample.Rows.Select(row => row.ToImmutableArray())];
}
