using System.CommandLine;
using Triage.Cli.Output;
using Triage.Models.Features.Coding;

namespace Triage.Cli.Evaluate;

internal static class EvalCodingCommand
{
    private static readonly (string Name, CodeField Field)[] Fields = [.. CodeFields.All.Select(field => (field.Name().Replace('_', '-'), field))];

    public static Command Create(TimeProvider time)
    {
        var split = new SplitOptions();
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same model", DefaultValueFactory = _ => 1, HelpName = "N" };
        var field = new Option<string>("--field") { Description = "What of the line is asked for", DefaultValueFactory = _ => Fields[0].Name };
        field.AcceptOnlyFromAmong([.. Fields.Select(known => known.Name)]);
        var json = GlobalOptions.Json();
        var command = new Command("coding", "Codes of lines: how often the first suggestions are right, and how far they may be trusted");
        split.AddTo(command);
        command.Add(field);
        command.Add(seed);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var report = await new EvalCodingRun(screen, time, parsed.GetValue(seed), Fields.Single(known => known.Name == parsed.GetValue(field)).Field).RunAsync(split.Read(parsed), cancellationToken);
            new CodingTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
