using System.Collections.Immutable;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Scoring.Duplicates;

/// <summary>How probably a bill is one that came before, and which. Keeps its working memory, so each thread needs its own.</summary>
public sealed class DuplicateScorer
{
    private const int ContributionsMax = 6;

    // Why it is none nobody asks.
    private const int ExplainedFromMillionths = 10_000;

    private readonly DuplicateModel _model;
    private readonly ModelStamp _stamp;
    private readonly DuplicateQuestion _question = new();

    public DuplicateScorer(DuplicateModel model, ModelStamp stamp)
    {
        model.CheckSchema();
        (_model, _stamp) = (model, stamp);
    }

    /// <param name="supersededId">The invoice that this one takes the place of: alike by intent.</param>
    public Score Score(string invoiceId, Invoice invoice, string? supersededId, Profiles profiles, bool isExplained)
    {
        var facts = DuplicateFacts.Of(invoice);
        _question.Ask(invoice, facts, profiles.Bills, place => profiles.IsWithdrawn(place) || profiles.IdOf(place) == invoiceId || profiles.IdOf(place) == supersededId);
        var (best, highest) = (-1, double.NegativeInfinity);
        for (var candidate = 0; candidate < _question.Count; candidate++)
        {
            var score = _model.Trees.Score(_question.FeaturesOf(candidate));
            (best, highest) = score > highest ? (candidate, score) : (best, highest);
        }

        // Where one of the two has no number, likeness says as little as where neither has.
        var other = best < 0 ? null : profiles.Bills[_question.PlaceOf(best)];
        var calibration = facts.Number is null || other is { Number: null } ? _model.Unnumbered : _model.Numbered;
        var probability = best < 0 ? 0 : Probability.ToMillionths(calibration.Curve.Of(highest));
        return new(ScorerNames.Duplicate, _stamp.Version, probability, ScoreUnit.ProbabilityMillionths)
        {
            ModelSha256 = _stamp.Sha256,
            IsFlagged = best >= 0 && highest >= calibration.Threshold,
            About = best < 0 ? null : profiles.IdOf(_question.PlaceOf(best)),
            Sentences = other is not null && probability >= ExplainedFromMillionths ? [Written(other)] : [],
            Contributions = isExplained && best >= 0 && probability >= ExplainedFromMillionths
                ? Contributions.Of(_model.Trees, DuplicateFeatures.Schema, _question.FeaturesOf(best), DuplicateFeatures.Missing, ContributionsMax)
                : ImmutableArray<Contribution>.Empty,
        };
    }

    // The other may be of the ledger that came with the models, where nobody can look it up.
    private static string Written(DuplicateFacts other) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"the other bill has {(other.Number is { } number ? $"the number {number}" : "no number")}, {(other.IssueDay > 0 ? $"the date {DateOnly.FromDayNumber(other.IssueDay):yyyy-MM-dd}" : "no date")} and the amount {Money.Written(other.AmountMinor, other.Currency)}");
}
