using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Sheets;
using Triage.Models.Policy;

namespace Triage.Models.Scoring.Drift;

/// <summary>
/// Of one invoice a row for each thing that a model was asked, the same in training as in service: the bill that it is most like, itself, and
/// for each of its lines the code that was offered first. The features come first, then how many were offered, where some are, then the score.
/// </summary>
public sealed class DriftRows
{
    public const string Offered = "codes_offered";
    public const string Score = "score";

    private static readonly ImmutableArray<string> OfPairs = [.. DuplicateFeatures.Schema.Names, Score];
    private static readonly ImmutableArray<string> OfInvoices = [.. AnomalyFeatures.Schema.Names, Score];
    private static readonly ImmutableArray<string> OfLines = [.. CodingFeatures.Schema.Names, Offered, Score];

    private readonly float[] _pair = new float[OfPairs.Length];
    private readonly float[] _invoice = new float[OfInvoices.Length];
    private readonly float[] _line = new float[OfLines.Length];

    /// <summary>Whose scores can drift.</summary>
    public static readonly ImmutableArray<string> Models = [ScorerNames.Duplicate, ScorerNames.Anomaly, .. CodeFields.All.Select(ModelOf)];

    /// <param name="model">The name that its score has.</param>
    public static ImmutableArray<string> ColumnsOf(string model) => model switch
    {
        ScorerNames.Duplicate => OfPairs,
        ScorerNames.Anomaly => OfInvoices,
        _ => OfLines,
    };

    /// <summary>Those of a reference that an earlier program wrote; none but today's of most models.</summary>
    public static ImmutableArray<ImmutableArray<string>> AllColumnsOf(string model) =>
        model == ScorerNames.Duplicate ? [OfPairs, [.. DuplicateFeatures.First.Names, Score]] : [ColumnsOf(model)];

    /// <param name="scores">That the models gave when they were asked so.</param>
    /// <param name="lines">What they offered.</param>
    public void Visit(FeatureSheet asked, ImmutableArray<Score> scores, ImmutableArray<LineSuggestion> lines, DriftRowVisitor visit)
    {
        if (asked.Pairs is { } pairs && Find(scores, ScorerNames.Duplicate) is { } duplicate)
        {
            VisitPair(pairs, duplicate, visit);
        }

        if (!asked.Anomaly.IsEmpty && Find(scores, ScorerNames.Anomaly) is { } anomaly)
        {
            asked.Anomaly.CopyTo(_invoice);
            _invoice[^1] = ValueOf(anomaly);
            visit(ScorerNames.Anomaly, _invoice);
        }

        foreach (var line in asked.Lines)
        {
            if (lines.FirstOrDefault(said => said.Line == line.Line && said.Field == line.Field) is { } suggestion)
            {
                VisitLine(line, suggestion, visit);
            }
        }
    }

    private static string ModelOf(CodeField field) => field == CodeField.AccountCode ? ScorerNames.Coding : field.Name();

    private static Score? Find(ImmutableArray<Score> scores, string scorer) => scores.FirstOrDefault(score => score.Scorer == scorer && !score.ModelSha256.IsEmpty);

    private static float ValueOf(Score score) => score.Unit == ScoreUnit.NatsThousandths ? score.Value / 1000f : score.Value / (float)Probability.One;

    private void VisitPair(PairFeatures pairs, Score score, DriftRowVisitor visit)
    {
        var best = 0;
        while (best < pairs.Others.Length && pairs.Others[best].InvoiceId != score.About)
        {
            best++;
        }

        Fill(_pair, pairs.Others.IsEmpty ? DuplicateFeatures.Schema.Count : pairs.Rows.Length / pairs.Others.Length, pairs.Rows, best);
        _pair[^1] = ValueOf(score);
        visit(ScorerNames.Duplicate, _pair);
    }

    private void VisitLine(LineFeatures line, LineSuggestion said, DriftRowVisitor visit)
    {
        var first = said.Codes is [var code, ..] ? line.Codes.IndexOf(code.Code) : -1;
        Fill(_line, CodingFeatures.Schema.Count, line.Rows, first);
        _line[^2] = line.Codes.Length;
        _line[^1] = said.Codes is [var likeliest, ..] ? likeliest.ProbabilityMillionths / (float)Probability.One : ColumnReference.Missing;
        visit(ModelOf(line.Field), _line);
    }

    /// <summary>Where there is nothing to be like, or to offer, every feature is missing, and what an earlier program did not take down.</summary>
    private static void Fill(Span<float> row, int width, ImmutableArray<float> rows, int at)
    {
        row.Fill(ColumnReference.Missing);
        if (at >= 0 && (at + 1) * width <= rows.Length)
        {
            rows.AsSpan(at * width, width).CopyTo(row);
        }
    }
}
