using System.Collections.Immutable;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Sheets;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

/// <summary>What models were asked and said, as tests need it: every feature of a row is the same number.</summary>
internal static class DriftSheets
{
    public static PairFeatures Pairs(params (string Id, float Value)[] others) => new(
        [.. others.SelectMany(other => Enumerable.Repeat(other.Value, DuplicateFeatures.Schema.Count))],
        [.. others.Select(other => new PairOther(other.Id, true))]);

    public static ImmutableArray<float> Anomaly(float value) => [.. Enumerable.Repeat(value, AnomalyFeatures.Schema.Count)];

    public static LineFeatures Line(int line, params (string Code, float Value)[] candidates) => new(
        line,
        CodeField.AccountCode,
        [.. candidates.Select(candidate => candidate.Code)],
        [.. candidates.SelectMany(candidate => Enumerable.Repeat(candidate.Value, CodingFeatures.Schema.Count))],
        default);

    public static Score Score(string scorer, long value, string? about = null) => new(scorer, "v", value, ScoreUnit.ProbabilityMillionths) { ModelSha256 = [1], About = about };

    public static LineSuggestion Said(int line, params (string Code, int Millionths)[] codes) => new() { Line = line, Codes = [.. codes.Select(code => new SuggestedCode(code.Code, code.Millionths))] };

    /// <summary>Of an anomaly model that was asked about so many invoices, each with its own number.</summary>
    public static DriftReference Reference(int invoices) => new(new(2026, 1, 1), new(2026, 1, 30),
    [
        new(ScorerNames.Anomaly, invoices, [.. DriftRows.ColumnsOf(ScorerNames.Anomaly).Select(name => ColumnReference.Of(name, Enumerable.Range(0, invoices).Select(n => (float)n / invoices)))]),
    ]);
}
