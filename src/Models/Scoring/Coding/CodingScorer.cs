using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Payloads;
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

    /// <summary>Of more lines than these the rest is not completed: it is advice, and must not take the time of what a verdict rests on.</summary>
    private const int CompletedLinesMax = 20;

    private readonly CodingRanker _ranker = new(model);

    /// <summary>What the lines came with, and those that may need none, are not asked about: only those without, of suppliers that had it before.</summary>
    /// <returns>The score is that of the line whose first suggestion is least sure, and flags nothing; <c>null</c> where no line was asked about.</returns>
    public (Score? Score, ImmutableArray<LineSuggestion> Lines) Complete(Invoice invoice, Profiles profiles, bool isExplained, FeatureSheetWriter? asked)
    {
        if (invoice.Lines.All(line => field.Given(invoice, line) is not null))
        {
            return (null, []);
        }

        var history = profiles.CodingOf(field);
        var questions = CodingQuestions.Of(invoice, field);
        var lines = ImmutableArray.CreateBuilder<LineSuggestion>();
        for (var line = 0; line < questions.Length && lines.Count < CompletedLinesMax; line++)
        {
            if (field.Given(invoice, invoice.Lines[line]) is null && history.KnowsSupplier(questions[line]))
            {
                lines.Add(Suggestion(line, given: null, Rank(line, questions[line], history, asked), isExplained && line < ExplainedLinesMax));
            }
        }

        return Completed(lines);
    }

    /// <summary>As it was asked before, or by another model.</summary>
    public (Score? Score, ImmutableArray<LineSuggestion> Lines) Complete(FeatureSheet asked, bool isExplained)
    {
        var lines = ImmutableArray.CreateBuilder<LineSuggestion>();
        foreach (var line in asked.Lines.Where(line => line.Field == field))
        {
            lines.Add(Suggestion(line.Line, given: null, _ranker.Rank(line), isExplained && line.Line < ExplainedLinesMax));
        }

        return Completed(lines);
    }

    /// <returns>The score is that of the line whose first suggestion is least sure.</returns>
    public (Score? Score, ImmutableArray<LineSuggestion> Lines) Score(Invoice invoice, Profiles profiles, bool isExplained, FeatureSheetWriter? asked)
    {
        var questions = CodingQuestions.Of(invoice, field);
        var history = profiles.CodingOf(field);
        return Score(invoice, questions.Length, isExplained, line => Rank(line, questions[line], history, asked));
    }

    /// <summary>As it was asked before, or by another model.</summary>
    public (Score? Score, ImmutableArray<LineSuggestion> Lines) Score(Invoice invoice, FeatureSheet asked, bool isExplained)
    {
        LineFeatures[] lines = [.. asked.Lines.Where(line => line.Field == field)];
        return Score(invoice, invoice.Lines.Length, isExplained, line => line < lines.Length && lines[line].Line == line ? _ranker.Rank(lines[line]) : throw new PayloadDamagedException());
    }

    private (Score? Score, ImmutableArray<LineSuggestion> Lines) Completed(ImmutableArray<LineSuggestion>.Builder lines)
    {
        var least = lines.MinBy(FirstOf);
        var score = least is null ? null : new Score(field.Name(), stamp.Version, FirstOf(least), ScoreUnit.ProbabilityMillionths)
        {
            ModelSha256 = stamp.Sha256,
            About = $"lines[{least.Line}]",
        };
        return (score, lines.DrainToImmutable());

        static int FirstOf(LineSuggestion line) => line.Codes is [var first, ..] ? first.ProbabilityMillionths : 0;
    }

    private CodeRanking Rank(int line, in CodingQuestion question, CodingHistory history, FeatureSheetWriter? asked)
    {
        var ranking = _ranker.Rank(question, history);
        asked?.Line(line, field, _ranker.Codes, _ranker.Features, ranking.Known);
        return ranking;
    }

    private (Score? Score, ImmutableArray<LineSuggestion> Lines) Score(Invoice invoice, int count, bool isExplained, Func<int, CodeRanking> rank)
    {
        var lines = ImmutableArray.CreateBuilder<LineSuggestion>(count);
        var (least, leastLine) = (int.MaxValue, 0);
        for (var line = 0; line < count; line++)
        {
            if (line >= LinesMax)
            {
                lines.Add(new() { Line = line, Field = field, AgreesWithGiven = true });
                (least, leastLine) = (0, LinesMax);
                continue;
            }

            var ranking = rank(line);
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
            IsPlaceNew = ranking.Known.IsPlaceNew,
            IsFacilityNew = ranking.Known.IsFacilityNew,
            // Of a code that is sure and given nobody asks why.
            Contributions = isExplained && set.Length > 0 && !(isSure && agrees)
                ? Contributions.Of(model.RowScorer, CodingFeatures.Schema, _ranker.FeaturesOfFirst, CodingFeatures.Missing, ContributionsMax)
                : [],
        };
    }
}
