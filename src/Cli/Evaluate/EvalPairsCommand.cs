using System.CommandLine;
using Triage.Cli.Output;
using Triage.Training.Pairs;

namespace Triage.Cli.Evaluate;

internal static class EvalPairsCommand
{
    public static Command Create(TimeProvider time)
    {
        var directory = new Option<string>("--dir") { Description = "An entity-resolution set: tableA.csv, tableB.csv and train, valid and test.csv, or train, valid and test.txt; also .gz", HelpName = "DIR", Required = true };
        var seeds = new Option<int>("--seeds") { Description = "Figures are means over so many seeds", DefaultValueFactory = _ => 5, HelpName = "N" };
        var crossValidate = new Option<bool>("--cross-validate") { Description = "Also judge on all labelled pairs, by five parts in turn: for sets whose test part is tiny" };
        var without = new Option<string[]>("--without") { Description = "A column not to look at, for one that gives the answer away; may be repeated", HelpName = "COLUMN" };
        var json = GlobalOptions.Json();
        var command = new Command("pairs", "Pairs of records: how well the same is told from the like") { directory, seeds, crossValidate, without, json };
        seeds.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && int.TryParse(token.Value, out var count) && count < 1)
            {
                given.AddError("--seeds is at least 1.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var steps = new Steps(screen, time);
            var set = (parsed.GetValue(without) ?? []).Aggregate(PairSetFiles.Read(parsed.GetRequiredValue(directory)), (whole, column) => whole.Without(column));
            var figures = await Task.Run(() => PairEvaluation.Of(set, parsed.GetValue(seeds), parsed.GetValue(crossValidate), steps.Begin, cancellationToken), cancellationToken);
            var report = new PairsReport(figures, steps.Seconds);
            new PairTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
