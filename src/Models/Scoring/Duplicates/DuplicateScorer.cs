using System.Runtime.InteropServices;
using Triage.Models.Features;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
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
    private readonly FeatureSchema _schema;
    private readonly DuplicateQuestion _question = new();
    private readonly List<PairOther> _others = [];

    public DuplicateScorer(DuplicateModel model, ModelStamp stamp)
    {
        (_model, _stamp, _schema) = (model, stamp, model.CheckSchema());
    }

    /// <param name="supersededId">The invoice that this one takes the place of: alike by intent.</param>
    /// <param name="asked">Takes down what was asked; <c>null</c> where nobody keeps it.</param>
    public Score Score(string invoiceId, Invoice invoice, string? supersededId, Profiles profiles, bool isExplained, FeatureSheetWriter? asked)
    {
        var facts = DuplicateFacts.Of(invoice);
        _question.Ask(invoice, facts, profiles.Bills, place => profiles.IsWithdrawn(place) || profiles.IdOf(place) == invoiceId || profiles.IdOf(place) == supersededId);
        _others.Clear();
        for (var candidate = 0; candidate < _question.Count; candidate++)
        {
            var place = _question.PlaceOf(candidate);
            _others.Add(new(profiles.IdOf(place), facts.Number is not null && profiles.Bills[place].Number is not null));
        }

        var others = CollectionsMarshal.AsSpan(_others);
        asked?.Pairs(others, _question.Features);
        var (score, best) = Score(others, _question.Features, isExplained);
        return best >= 0 && IsExplainable(score) ? score with { Sentences = [Written(profiles.Bills[_question.PlaceOf(best)])] } : score;
    }

    /// <summary>As it was asked before, or by another model; of the other bill nothing is said.</summary>
    public Score Score(PairFeatures asked, bool isExplained) => Score(asked.Others.AsSpan(), asked.Rows.AsSpan(), isExplained).Score;

    private (Score Score, int Best) Score(ReadOnlySpan<PairOther> others, ReadOnlySpan<float> rows, bool isExplained)
    {
        // Rows may have more than the model reads, never less.
        var width = others.IsEmpty ? _schema.Count : rows.Length / others.Length;
        if (width < _schema.Count)
        {
            throw new FeatureSchemaException($"The model reads {_schema.Count} features of a pair, and {width} were taken down: an earlier program made them.");
        }

        var (best, highest) = (-1, double.NegativeInfinity);
        for (var candidate = 0; candidate < others.Length; candidate++)
        {
            var raw = _model.RowScorer.Score(rows.Slice(candidate * width, _schema.Count));
            (best, highest) = raw > highest ? (candidate, raw) : (best, highest);
        }

        // Where one of the two has no number, likeness says as little as where neither has.
        var calibration = best >= 0 && others[best].AreNumbered ? _model.Numbered : _model.Unnumbered;
        var score = new Score(ScorerNames.Duplicate, _stamp.Version, best < 0 ? 0 : Probability.ToMillionths(calibration.Curve.Of(highest)), ScoreUnit.ProbabilityMillionths)
        {
            ModelSha256 = _stamp.Sha256,
            IsFlagged = best >= 0 && highest >= calibration.Threshold,
            About = best < 0 ? null : others[best].InvoiceId,
        };
        return best >= 0 && isExplained && IsExplainable(score)
            ? (score with { Contributions = Contributions.Of(_model.RowScorer, _schema, rows.Slice(best * width, _schema.Count), DuplicateFeatures.Missing, ContributionsMax) }, best)
            : (score, best);
    }

    private static bool IsExplainable(Score score) => score.Value >= ExplainedFromMillionths;

    // The other may be of the ledger that came with the models, where nobody can look it up.
    private static string Written(DuplicateFacts other) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"the other bill has {(other.Number is { } number ? $"the number {number}" : "no number")}, {(other.IssueDay > 0 ? $"the date {DateOnly.FromDayNumber(other.IssueDay):yyyy-MM-dd}" : "no date")} and the amount {Money.Written(other.AmountMinor, other.Currency)}");
}
