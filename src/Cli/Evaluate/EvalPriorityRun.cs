using Triage.Cli.Output;
using Triage.Models.Scoring.Priority;
using Triage.Training.Priority;

namespace Triage.Cli.Evaluate;

internal sealed class EvalPriorityRun(Screen screen, TimeProvider time, int firstSeed, int seeds)
{
    private readonly long _began = time.GetTimestamp();

    public async Task<PriorityReport> OfAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var weights = new PriorityWeights();
        var scenarios = names.Select(Scenario.Load).ToArray();
        var figures = new Dictionary<string, ScenarioFigures>(StringComparer.Ordinal);
        var steps = 0;
        void Judge()
        {
            foreach (var scenario in scenarios)
            {
                figures[scenario.Name] = PriorityEvaluation.Of(scenario, firstSeed, seeds, weights, () => Interlocked.Increment(ref steps), cancellationToken);
            }
        }

        var work = Task.Run(Judge, cancellationToken);
        await screen.WatchAsync($"Running {seeds} queues in {scenarios.Length} scenario(s)", () => WorkProgress.Of(Volatile.Read(ref steps), scenarios.Length * PriorityEvaluation.StepsOf(seeds)), work, time);
        await work;
        var first = figures[scenarios[0].Name];
        return new()
        {
            Version = weights.Version,
            FirstSeed = firstSeed,
            Seeds = seeds,
            CostOfDelay = first.Policies.ToDictionary(policy => policy.Key, policy => policy.Value.MeanCost),
            LongestWait = first.Bound.LongestWait,
            LongestWaitBound = first.Bound.BoundOfLongest,
            BeyondBound = figures.Values.Sum(scenario => scenario.Bound.Beyond),
            Scenarios = figures,
            Seconds = time.GetElapsedTime(_began).TotalSeconds,
        };
    }
}
