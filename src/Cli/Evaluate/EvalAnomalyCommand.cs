using System.CommandLine;
using Triage.Cli.Output;

namespace Triage.Cli.Evaluate;

internal static class EvalAnomalyCommand
{
    private const double DefaultShare = 0.02;

    public static Command Create(TimeProvider time)
    {
        var split = new SplitOptions();
        var truth = new Option<string?>("--truth") { Description = "Which invoices of the ledger are wrong, and how (CSV or JSON lines); without it some of those that are judged are made wrong", HelpName = "FILE" };
        var share = new Option<double>("--share") { Description = "The share of bills that are made wrong", DefaultValueFactory = _ => DefaultShare, HelpName = "SHARE" };
        var seed = new Option<int>("--seed") { Description = "Of what is judged on; what is learned from has the next ones", DefaultValueFactory = _ => 1, HelpName = "N" };
        var pace = new Option<bool>("--pace") { Description = "Also measure how long a bill takes after a history of a million" };
        var json = GlobalOptions.Json();
        share.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is not (> 0 and <= 0.2))
            {
                given.AddError("--share is a share above 0 and at most 0.2.");
            }
        });
        var command = new Command("anomaly", "Bills made wrong in a real history: how many are found, by what is wrong with them, beside detectors without labels");
        split.AddTo(command);
        command.Add(truth);
        command.Add(share);
        command.Add(seed);
        command.Add(pace);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var run = new EvalAnomalyRun(screen, time, parsed.GetValue(share), parsed.GetValue(seed), parsed.GetValue(pace));
            var figures = await run.RunAsync(split.Read(parsed), parsed.GetValue(truth), cancellationToken);
            new AnomalyTables(screen).Show(figures);
            await output.WriteAsync(figures, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
