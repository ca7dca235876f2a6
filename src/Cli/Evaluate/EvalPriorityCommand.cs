using System.CommandLine;
using System.Globalization;
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
        var seeds = Number("--seeds", "How many times chance is drawn; every order is given the same draws", 20, SeedsMax);
        var seed = Number("--seed", "The first of them; the same seeds give the same figures", PriorityEvaluation.FirstJudgedSeed, SeedMax);
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

    private static Option<int> Number(string name, string what, int normal, int most)
    {
        var number = new Option<int>(name) { Description = what, DefaultValueFactory = _ => normal, HelpName = "N" };
        number.Validators.Add(given =>
        {
            if (given.Tokens is [var written] && !(int.TryParse(written.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed >= 1 && parsed <= most))
            {
                given.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from 1 to {most:#,0}."));
            }
        });
        return number;
    }
}
