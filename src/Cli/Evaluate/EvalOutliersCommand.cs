using System.CommandLine;
using Triage.Cli.Output;

namespace Triage.Cli.Evaluate;

internal static class EvalOutliersCommand
{
    public static Command Create(TimeProvider time)
    {
        var folder = new Option<string>("--dir") { Description = "Where the sets lie: .npz files with X, and y that is 1 for unusual rows", HelpName = "DIR", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same figures", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        var command = new Command("outliers", "The anomaly detector on public sets of which the unusual rows are known, beside k-NN and the isolation forest") { folder, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var report = await new EvalOutliersRun(screen, time, parsed.GetValue(seed)).OfAsync(parsed.GetRequiredValue(folder), cancellationToken);
            new OutliersTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
