using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Models.Scoring;

/// <summary>Every scorer of a set with the working memory of one thread.</summary>
public sealed class Scorers(ScorerSet set)
{
    private readonly DuplicateScorer? _duplicate = set.Duplicate is var (duplicate, itsStamp) ? new(duplicate, itsStamp) : null;
    private readonly AnomalyOpinion? _anomaly = set.Anomaly is var (anomaly, stampOfIt) ? new(anomaly, stampOfIt) : null;
    private readonly CodingScorer? _coding = set.Coding is var (coding, stamp) ? new(CodeField.AccountCode, coding, stamp) : null;
    private readonly CodingScorer? _costCentre = set.CostCentre is var (costCentre, stampOfCentre) ? new(CodeField.CostCentre, costCentre, stampOfCentre) : null;
    private readonly CodingScorer? _serviceCode = set.ServiceCode is var (service, stampOfService) ? new(CodeField.ServiceCode, service, stampOfService) : null;

    private readonly FeatureSheetWriter _asked = new();

    public ScorerSet Set => set;

    /// <param name="profiles">Nobody may fold into them meanwhile.</param>
    /// <param name="isExplained">Whether contributions are worth their time.</param>
    /// <param name="isKept">Whether what was asked is taken down, so that it can be asked again.</param>
    public ScoreSheet Score(string invoiceId, Invoice invoice, string? supersededId, Profiles profiles, ProfileStamp stamp, bool isExplained, bool isKept)
    {
        var asked = isKept ? _asked : null;
        asked?.Begin();
        var sheet = Sheet(
            _duplicate?.Score(invoiceId, invoice, supersededId, profiles, isExplained, asked),
            _anomaly?.Of(invoice, profiles, isExplained, asked),
            _coding?.Score(invoice, profiles, isExplained, asked) ?? (null, []),
            [.. Completing.Select(completing => completing.Complete(invoice, profiles, isExplained, asked))],
            stamp,
            isExplained);
        if (asked is null || sheet.Profile is null)
        {
            return sheet;
        }

        if (asked.Length > FeatureSheetWriter.KeptBytesMax)
        {
            return sheet; // one invoice of hundreds of lines would outweigh a whole batch; its past can be folded
        }

        var bytes = asked.ToBytes();
        return sheet with { Features = bytes, FeaturesSha256 = [.. SHA256.HashData(bytes.AsSpan())] };
    }

    /// <summary>
    /// As it was asked before, by this set or another: the same vectors give the same scores. What only the history could say, the
    /// sentences, is not said again. A model that was not asked then gives no score.
    /// </summary>
    /// <exception cref="PayloadDamagedException">The vectors are not this invoice's.</exception>
    public ScoreSheet Score(Invoice invoice, FeatureSheet asked, ProfileStamp stamp, bool isExplained) => Sheet(
        asked.Pairs is { } pairs ? _duplicate?.Score(pairs, isExplained) : null,
        asked.Anomaly.IsEmpty ? null : _anomaly?.Of(asked.Anomaly.AsSpan(), isExplained),
        asked.Lines.Any(line => line.Field == CodeField.AccountCode) ? _coding?.Score(invoice, asked, isExplained) ?? (null, []) : (null, []),
        [.. Completing.Select(completing => completing.Complete(asked, isExplained))],
        stamp,
        isExplained);

    private IEnumerable<CodingScorer> Completing => new[] { _costCentre, _serviceCode }.OfType<CodingScorer>();

    private ScoreSheet Sheet(
        Score? duplicate,
        Score? anomaly,
        (Score? Score, ImmutableArray<LineSuggestion> Lines) coding,
        ReadOnlySpan<(Score? Score, ImmutableArray<LineSuggestion> Lines)> completions,
        ProfileStamp stamp,
        bool isExplained)
    {
        var scores = ImmutableArray.CreateBuilder<Score>(4);
        foreach (var score in (ReadOnlySpan<Score?>)[duplicate, anomaly, coding.Score])
        {
            if (score is not null)
            {
                scores.Add(score);
            }
        }

        var lines = coding.Lines;
        foreach (var (score, completed) in completions)
        {
            lines = lines.AddRange(completed);
            if (score is not null)
            {
                scores.Add(score);
            }
        }

        return new()
        {
            Scores = scores.ToImmutable(),
            Lines = lines,
            Missing = set.Missing,
            Profile = scores.Count == 0 ? null : stamp,
            IsExplained = isExplained,
        };
    }
}
