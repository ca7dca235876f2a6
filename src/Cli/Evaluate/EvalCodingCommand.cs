using System.CommandLine;
using Triage.Cli.Output;

namespace Triage.Cli.Evaluate;

internal static class EvalCodingCommand
{
    public static Command Create(TimeProvider time)
    {
        var split = new SplitOptions();
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same model", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        var command = new Command("coding", "Account codes: how often the first suggestions are right, and how far they may be trusted");
        split.AddTo(command);
        command.Add(seed);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var report = await new EvalCodingRun(screen, time, parsed.GetValue(seed)).RunAsync(split.Read(parsed), cancellationToken);
            new CodingTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
