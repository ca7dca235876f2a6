using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
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

    public ScorerSet Set => set;

    /// <param name="profiles">Nobody may fold into them meanwhile.</param>
    /// <param name="isExplained">Whether contributions are worth their time.</param>
    public ScoreSheet Score(string invoiceId, Invoice invoice, string? supersededId, Profiles profiles, ProfileStamp stamp, bool isExplained)
    {
        var scores = ImmutableArray.CreateBuilder<Score>(4);
        if (_duplicate is not null)
        {
            scores.Add(_duplicate.Score(invoiceId, invoice, supersededId, profiles, isExplained));
        }

        if (_anomaly is not null)
        {
            scores.Add(_anomaly.Of(invoice, profiles, isExplained));
        }

        ImmutableArray<LineSuggestion> lines = [];
        if (_coding is not null)
        {
            (var coding, lines) = _coding.Score(invoice, profiles, isExplained);
            if (coding is not null)
            {
                scores.Add(coding);
            }
        }

        foreach (var completing in new[] { _costCentre, _serviceCode }.OfType<CodingScorer>())
        {
            var (score, completed) = completing.Complete(invoice, profiles, isExplained);
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
        };
    }
}
