using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Scoring.Coding;

/// <summary>Suggests values of one field for the lines of an invoice. Keeps its working memory, so each thread needs its own.</summary>
public sealed class CodingScorer(CodeField field, CodingModel model, ModelStamp stamp)
{
    /// <summary>Of more lines than these the reasons are left out: nobody reads them at once.</summary>
    private const int ExplainedLinesMax = 10;
    private const int ContributionsMax = 4;

    /// <summary>Of more lines than these the rest is offered nothing, and nothing of it is sure: one invoice must not keep all others waiting.</summary>
    public const int LinesMax = 500;
    private const int SuggestionsMax = 8;

    private readonly CodingRanker _ranker = new(model);

    /// <summary>What the lines came with, and those that may need none, are not asked about: only those without, of suppliers that had it before.</summary>
    public IEnumerable<LineSuggestion> Complete(Invoice invoice, Profiles profiles, bool isExplained)
    {
        var history = profiles.CodingOf(field);
        if (invoice.Lines.All(line => field.Given(invoice, line) is not null))
        {
            yield break;
        }

        var questions = CodingQuestions.Of(invoice, field);
        for (var line = 0; line < Math.Min(questions.Length, LinesMax); line++)
        {
            if (field.Given(invoice, invoice.Lines[line]) is null && history.KnowsSupplier(questions[line]))
            {
                yield return Suggestion(line, given: null, _ranker.Rank(questions[line], history), isExplained && line < ExplainedLinesMax);
            }
        }
    }

    /// <returns>The score is that of the line whose first suggestion is least sure.</returns>
    public (Score? Score, ImmutableArray<LineSuggestion> Lines) Score(Invoice invoice, Profiles profiles, bool isExplained)
    {
        var questions = CodingQuestions.Of(invoice, field);
        var history = profiles.CodingOf(field);
        var lines = ImmutableArray.CreateBuilder<LineSuggestion>(questions.Length);
        var (least, leastLine) = (int.MaxValue, 0);
        for (var line = 0; line < questions.Length; line++)
        {
            if (line >= LinesMax)
            {
                lines.Add(new() { Line = line, Field = field, AgreesWithGiven = true });
                (least, leastLine) = (0, LinesMax);
                continue;
            }

            var ranking = _ranker.Rank(questions[line], history);
            lines.Add(Suggestion(line, field.Given(invoice, invoice.Lines[line]), ranking, isExplained && line < ExplainedLinesMax));
            var first = ranking.Suggestions.Length == 0 ? 0 : Probability.ToMillionths(ranking.Suggestions[0].Probability);
            (least, leastLine) = first < least ? (first, line) : (least, leastLine);
        }

        var score = lines.Count == 0 ? null : new Score(ScorerNames.Coding, stamp.Version, least, ScoreUnit.ProbabilityMillionths)
        {
            ModelSha256 = stamp.Sha256,
            IsFlagged = !lines[leastLine].IsSure,
            About = $"lines[{leastLine}]",
        };
        return (score, lines.MoveToImmutable());
    }

    private LineSuggestion Suggestion(int line, string? given, CodeRanking ranking, bool isExplained)
    {
        var rule = model.SetsOf(ranking);
        var set = ranking.SetAt(rule.Threshold);
        var isSure = ranking.Suggestions.Length > 0 && ranking.Suggestions[0].Probability >= model.DeployedThreshold;
        var agrees = given is null || set.Any(suggestion => suggestion.Code == given);
        return new()
        {
            Line = line,
            Field = field,
            Codes = [.. set.Take(SuggestionsMax).Select(suggestion => new SuggestedCode(suggestion.Code, Probability.ToMillionths(suggestion.Probability)))],
            IsSure = isSure,
            AgreesWithGiven = agrees,
            MayBeOther = rule.MayBeOther,
            IsSupplierNew = ranking.Supplier == SupplierKnowledge.NeverSeen,
            IsPlaceNew = ranking.IsPlaceNew,
            IsFacilityNew = ranking.IsFacilityNew,
            // Of a code that is sure and given nobody asks why.
            Contributions = isExplained && set.Length > 0 && !(isSure && agrees)
                ? Contributions.Of(model.Trees, CodingFeatures.Schema, _ranker.FeaturesOfFirst, CodingFeatures.Missing, ContributionsMax)
                : [],
        };
    }
}
