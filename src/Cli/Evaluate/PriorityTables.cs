using System.Globalization;
using Triage.Cli.Output;
using Triage.Training.Priority;

namespace Triage.Cli.Evaluate;

internal sealed class PriorityTables(Screen screen)
{
    public void Show(PriorityReport report)
    {
        foreach (var (name, figures) in report.Scenarios)
        {
            screen.Table(
                string.Create(CultureInfo.InvariantCulture, $"{name}: {figures.Items:#,0} items a seed, load {figures.Load:0.00}, {report.Seeds} seeds; costs in {figures.Currency}, waits in open hours"),
                ["order", "cost of delay", "to ours", "worst seed", "mean wait", "median", "95 %", "longest", "SLA missed"],
                [.. figures.Policies.OrderBy(policy => policy.Value.MeanCost).Select(policy => Row(policy.Key, policy.Value, figures.Policies[PriorityEvaluation.Ours]))]);
            screen.Folded($"  {figures.About}. {LowestOf(figures)} {BoundOf(figures.Bound)} {EffortOf(figures)}", 2);
        }

        screen.Line();
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{report.Seconds:0.0} s"));
    }

    private static string[] Row(string name, PolicyFigures policy, PolicyFigures ours) =>
    [
        name.Replace('_', ' '),
        Money(policy.MeanCost),
        ours.MeanCost > 0 ? (policy.MeanCost / ours.MeanCost).ToString("0.00", CultureInfo.InvariantCulture) : "",
        Money(policy.WorstCost),
        Hours(policy.MeanWait),
        Hours(policy.MedianWait),
        Hours(policy.Wait95),
        Hours(policy.LongestWait),
        policy.SlaMisses.ToString("0.0 %", CultureInfo.InvariantCulture),
    ];

    private static string LowestOf(ScenarioFigures figures) => $"Ours cost least in {figures.LowestIn} of {figures.Seeds} seeds.";

    private static string EffortOf(ScenarioFigures figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"Error of effort: {figures.CatalogueEffortError:0.00} as the catalogue has it, {figures.LearnedEffortError:0.00} as learned.");

    private static string BoundOf(BoundFigures bound) => string.Create(
        CultureInfo.InvariantCulture,
        $"Longest wait of ours {bound.LongestWait:0.0} h, proven for it {bound.BoundOfLongest:0.0} h; beyond its bound: {bound.Beyond} items, the closest came to {bound.LargestShare:0.0 %}.");

    private static string Money(double amount) => amount.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Hours(double hours) => hours.ToString("0.0", CultureInfo.InvariantCulture);
}
