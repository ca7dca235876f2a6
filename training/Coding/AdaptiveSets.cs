using Triage.Models.Scoring.Coding;
using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>Thresholds of sets that follow what comes, for each measure of what is known of a supplier apart.</summary>
internal sealed class AdaptiveSets
{
    private readonly (AdaptiveCoverage Coverage, bool MayBeOther)[] _followed;

    public AdaptiveSets(CodingModel model, double miscoverage) => _followed =
    [
        .. model.Sets.Select(rule =>
        {
            var mayBeOther = CodingSets.AreTooFewOffered(rule.GrowingScores, miscoverage);
            return (new AdaptiveCoverage(miscoverage, rule.GrowingScores.Where(score => !mayBeOther || score > 0)), mayBeOther);
        }),
    ];

    public CodeSetRule RuleFor(CodeRanking ranking)
    {
        var (coverage, mayBeOther) = _followed[(int)ranking.Supplier];
        return new(coverage.Threshold, mayBeOther, []);
    }

    public void Learn(IReadOnlyCollection<JudgedLine> day)
    {
        foreach (var lines in day.GroupBy(line => line.Knowledge))
        {
            var (coverage, mayBeOther) = _followed[(int)lines.Key];
            var learned = lines.Where(line => !mayBeOther || line.Rank > 0).ToArray();
            coverage.Learn([.. learned.Select(line => line.OfRight)], learned.Count(line => !line.IsInSet));
        }
    }
}
