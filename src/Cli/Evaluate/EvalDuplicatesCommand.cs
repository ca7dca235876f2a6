using System.CommandLine;
using Triage.Cli.Output;

namespace Triage.Cli.Evaluate;

internal static class EvalDuplicatesCommand
{
    private const double DefaultShare = 0.02;

    public static Command Create(TimeProvider time)
    {
        var split = new SplitOptions();
        var truth = new Option<string?>("--truth") { Description = "Which bills of the ledger copy which, and how (CSV or JSON lines); without it copies are planted among those that are judged", HelpName = "FILE" };
        var share = new Option<double>("--copies") { Description = "The share of bills that are planted a second time", DefaultValueFactory = _ => DefaultShare, HelpName = "SHARE" };
        var seed = new Option<int>("--seed") { Description = "Of what is judged on; what is learned from has the next ones", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        share.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is not (> 0 and <= 0.2))
            {
                given.AddError("--copies is a share above 0 and at most 0.2.");
            }
        });
        var command = new Command("duplicates", "Copies in a history, planted or of known truth: how many are found, by how they came, and how often others are flagged");
        split.AddTo(command);
        command.Add(truth);
        command.Add(share);
        command.Add(seed);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var figures = await new EvalDuplicatesRun(screen, time, parsed.GetValue(share), parsed.GetValue(seed)).RunAsync(split.Read(parsed), parsed.GetValue(truth), cancellationToken);
            new DuplicateTables(screen).Show(figures);
            await output.WriteAsync(figures, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
