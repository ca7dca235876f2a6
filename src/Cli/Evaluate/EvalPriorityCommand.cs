using System.CommandLine;
using Triage.Cli.Output;
using Triage.Training.Priority;

namespace Triage.Cli.Evaluate;

internal static class EvalPriorityCommand
{
    private const int SeedsMax = 1_000;
    private const int SeedMax = 1_000_000;

    public static Command Create(TimeProvider time)
    {
        var scenario = new Option<string?>("--scenario") { Description = $"One scenario alone: {string.Join(", ", ShippedScenarios.Names)}, or a file", HelpName = "NAME|FILE" };
        var seeds = new Option<int>("--seeds") { Description = "How many times chance is drawn; every order is given the same draws", DefaultValueFactory = _ => 20, HelpName = "N" };
        seeds.Validators.Add(given =>
        {
            if (given.GetValue(seeds) is < 1 or > SeedsMax)
            {
                given.AddError($"--seeds must be from 1 to {SeedsMax:#,0}.");
            }
        });
        var seed = new Option<int>("--seed") { Description = "The first of them; the same seeds give the same figures", DefaultValueFactory = _ => PriorityEvaluation.FirstJudgedSeed, HelpName = "N" };
        seed.Validators.Add(given =>
        {
            if (given.GetValue(seed) is < 1 or > SeedMax)
            {
                given.AddError($"--seed must be from 1 to {SeedMax:#,0}.");
            }
        });
        var json = GlobalOptions.Json();
        var command = new Command("priority", "What delay costs in a simulated queue, in the order of points and in other orders") { scenario, seeds, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var report = await new EvalPriorityRun(screen, time, parsed.GetValue(seed), parsed.GetValue(seeds)).OfAsync(parsed.GetValue(scenario) is { } one ? [one] : ShippedScenarios.Names, cancellationToken);
            new PriorityTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
