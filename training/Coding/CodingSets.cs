using System.Collections.Immutable;
using Triage.Models.Scoring.Coding;
using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>Chooses the sets' thresholds for each measure of what is known of a supplier apart.</summary>
internal static class CodingSets
{
    // Of fewer lines a quantile says little; all lines then speak for them.
    private const int LinesMin = 100;

    /// <param name="frozen">Answers on the calibration's lines where history had ended: there sets must be larger, and a promise is kept to who waits longest.</param>
    /// <param name="growing">The same where history grew.</param>
    public static ImmutableArray<CodeSetRule> Of(IReadOnlyCollection<CodingAnswer> frozen, IReadOnlyCollection<CodingAnswer> growing, double miscoverage) =>
        [.. Enum.GetValues<SupplierKnowledge>().Select(knowledge => Rule(Scores(frozen, knowledge), Scores(growing, knowledge), miscoverage))];

    /// <summary>
    /// Whether half of the misses that are allowed are of codes that are not offered: sets of more and more candidates would then have to
    /// make up for what no set can hold.
    /// </summary>
    public static bool AreTooFewOffered(IReadOnlyCollection<double> ofRight, double miscoverage) => ofRight.Count(score => score == 0) > miscoverage / 2 * ofRight.Count;

    private static CodeSetRule Rule(double[] frozen, double[] growing, double miscoverage)
    {
        var mayBeOther = AreTooFewOffered(frozen, miscoverage);
        return new(ConformalThreshold.Of([.. frozen.Where(score => !mayBeOther || score > 0)], miscoverage), mayBeOther, [.. growing]);
    }

    private static double[] Scores(IReadOnlyCollection<CodingAnswer> answers, SupplierKnowledge knowledge)
    {
        var own = answers.Where(answer => answer.Ranking.Supplier == knowledge).ToArray();
        return [.. (own.Length < LinesMin ? answers : own).Select(answer => answer.OfRight)];
    }
}
