using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Sheets;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

/// <summary>What models were asked and said, in short: a row of one value repeated for each thing.</summary>
internal static class DriftSamples
{
    public static readonly ImmutableArray<byte> Model = [1];

    public static FeatureSheet Invoice(float value) => new() { Anomaly = Row(AnomalyFeatures.Schema, value) };

    public static Score Anomaly(int millionths) => new(ScorerNames.Anomaly, "v", millionths, ScoreUnit.ProbabilityMillionths) { ModelSha256 = Model };

    public static FeatureSheet Pairs(params ReadOnlySpan<(string Id, float Value)> others)
    {
        var (rows, ids) = (ImmutableArray.CreateBuilder<float>(), ImmutableArray.CreateBuilder<PairOther>());
        foreach (var (id, value) in others)
        {
            rows.AddRange(Row(DuplicateFeatures.Schema, value));
            ids.Add(new(id, true));
        }

        return new() { Pairs = new(rows.ToImmutable(), ids.ToImmutable()) };
    }

    public static Score Duplicate(string? about, int millionths) => new(ScorerNames.Duplicate, "v", millionths, ScoreUnit.ProbabilityMillionths) { ModelSha256 = Model, About = about };

    public static LineFeatures Line(int line, CodeField field, params ReadOnlySpan<(string Code, float Value)> candidates)
    {
        var (rows, codes) = (ImmutableArray.CreateBuilder<float>(), ImmutableArray.CreateBuilder<string>());
        foreach (var (code, value) in candidates)
        {
            rows.AddRange(Row(CodingFeatures.Schema, value));
            codes.Add(code);
        }

        return new(line, field, codes.ToImmutable(), rows.ToImmutable(), default);
    }

    public static LineSuggestion Said(int line, CodeField field, params ImmutableArray<SuggestedCode> codes) => new() { Line = line, Field = field, Codes = codes };

    public static ImmutableArray<(string Model, float[] Row)> Visit(FeatureSheet asked, ImmutableArray<Score> scores, ImmutableArray<LineSuggestion> lines)
    {
        var seen = ImmutableArray.CreateBuilder<(string, float[])>();
        new DriftRows().Visit(asked, scores, lines, (model, row) => seen.Add((model, row.ToArray())));
        return seen.ToImmutable();
    }

    /// <summary>Of the anomaly model, whose every feature was spread evenly over these values, and so was its score over the probabilities.</summary>
    public static DriftReference Reference(int values) => new(
        new DateOnly(2026, 1, 1),
        new DateOnly(2026, 1, 30),
        [new(ScorerNames.Anomaly, values, [.. DriftRows.ColumnsOf(ScorerNames.Anomaly).Select(name => ColumnReference.Of(name, Enumerable.Range(0, values).Select(value => name == DriftRows.Score ? (float)value / values : value)))])]);

    private static ImmutableArray<float> Row(FeatureSchema schema, float value) => [.. Enumerable.Repeat(value, schema.Count)];
}
