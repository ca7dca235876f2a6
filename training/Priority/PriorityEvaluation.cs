using System.Collections.Immutable;
using Triage.Models.Clock;
using Triage.Models.Features.Effort;
using Triage.Models.Review;
using Triage.Models.Scoring.Priority;

namespace Triage.Training.Priority;

/// <summary>Lets each policy run a scenario's queue on the same draws and counts what delay cost.</summary>
public static class PriorityEvaluation
{
    public const string Ours = "ours";

    /// <summary>Orders that anybody could use instead.</summary>
    public static readonly ImmutableArray<string> Rivals = ["fifo", "due_date", "value", "sla"];

    /// <summary>Ours with the effort that the catalogue says, and with the true one, which nobody knows beforehand.</summary>
    public static readonly ImmutableArray<string> Variants = ["ours_without_learning", "ours_knowing_effort"];

    /// <summary>Lower seeds were looked at while the formula was made: figures are quoted from here on.</summary>
    public const int FirstJudgedSeed = 1_001;

    // Efforts are learned from draws of their own, which are never judged.
    private const int FittingSeed = 0;

    /// <summary>How many steps of progress a scenario makes.</summary>
    public static int StepsOf(int seeds) => seeds * (1 + Rivals.Length + Variants.Length);

    public static ScenarioFigures Of(Scenario scenario, int firstSeed, int seeds, PriorityWeights weights, Action progress, CancellationToken cancellationToken)
    {
        var effort = EffortFit.Of(OutcomesOf(QueueDraw.Of(scenario, FittingSeed), weights));
        var draws = Enumerable.Range(firstSeed, seeds).Select(seed => QueueDraw.Of(scenario, seed)).ToArray();
        var waits = new List<(long, long)>();
        var runs = new Dictionary<string, List<PolicyRun>>(StringComparer.Ordinal);
        foreach (var draw in draws)
        {
            foreach (var policy in (string[])[Ours, .. Rivals, .. Variants])
            {
                cancellationToken.ThrowIfCancellationRequested();
                var answers = QueueSimulation.Run(draw, PolicyOf(policy, draw, weights, effort));
                if (policy == Ours)
                {
                    var bounds = WaitBound.Of(draw, answers, weights.OvertakenWithin);
                    waits.AddRange(draw.Items.Select(item => (WaitBound.WaitOf(draw, item, answers[item.Index]), bounds[item.Index])));
                }

                runs.TryAdd(policy, []);
                runs[policy].Add(PolicyRun.Of(draw, answers));
                progress();
            }
        }

        return new()
        {
            About = scenario.About,
            Currency = scenario.Currency,
            Items = draws.Average(draw => draw.Items.Length),
            Load = draws.Average(draw => draw.Load),
            Policies = runs.ToDictionary(policy => policy.Key, policy => PolicyFigures.Of(policy.Value)),
            LowestIn = Enumerable.Range(0, seeds).Count(seed => Rivals.All(rival => runs[Ours][seed].Cost <= runs[rival][seed].Cost)),
            Seeds = seeds,
            CatalogueEffortError = EffortErrorOf(draws, weights, new() { KeysMax = 0 }),
            LearnedEffortError = EffortErrorOf(draws, weights, effort),
            Bound = BoundFigures.Of(waits),
        };
    }

    private static double EffortErrorOf(QueueDraw[] draws, PriorityWeights weights, EffortPrior effort) =>
        draws.Average(draw => EffortFit.ErrorOf(new(effort), OutcomesOf(draw, weights)));

    private static (EffortQuestion, int)[] OutcomesOf(QueueDraw draw, PriorityWeights weights) =>
        [.. draw.Items.Select(item => (EffortQuestions.Of(item.Invoice, item.Reasons, weights), item.EffortMinutes))];

    internal static IQueuePolicy PolicyOf(string name, QueueDraw draw, PriorityWeights weights, EffortPrior effort) => name switch
    {
        "fifo" => new FixedOrder(item => item.EnteredMicros),
        "due_date" => new FixedOrder(item => item.Invoice.DueDate?.DayNumber ?? long.MaxValue),
        "value" => new FixedOrder(item => -weights.ReferenceMinor(item.Invoice.AmountMinor, item.Invoice.Currency)),
        "sla" => new FixedOrder(item => StoreTime.ToMicros(draw.Open.Add(StoreTime.FromMicros(item.EnteredMicros), TimeSpan.FromHours(item.SlaHours)))),
        Ours => new PointsOrder(weights, draw.Open, new LearnedEffort(effort)),
        "ours_without_learning" => new PointsOrder(weights, draw.Open, new FixedEffort((_, question) => question.DefaultMinutes)),
        "ours_knowing_effort" => new PointsOrder(weights, draw.Open, new FixedEffort((item, _) => item.EffortMinutes)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
