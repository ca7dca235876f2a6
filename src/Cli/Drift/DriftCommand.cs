using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Registry;
using Triage.Cli.Tokens;
using Triage.Training.Reports.Drift;

namespace Triage.Cli.Drift;

internal static class DriftCommand
{
    private const int WeeksMax = 53;

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var version = new Option<string?>("--version") { Description = "Which models, as ./triage registry list shows them; without it those in force", HelpName = "VERSION" };
        var weeks = new Option<int>("--weeks") { Description = "How many, the running one among them", DefaultValueFactory = _ => 8, HelpName = "N" };
        var page = new Option<string?>("--report") { Description = "Write a page with drawings for your browser", HelpName = "FILE.html" };
        var json = GlobalOptions.Json();
        var caller = new RegistryCaller();
        var command = new Command("drift", "Hold what models are asked and say, week by week, against what they were trained with; changes nothing") { version, weeks, page, json };
        caller.AddTo(command);
        weeks.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > WeeksMax)
            {
                given.AddError($"--weeks lies between 1 and {WeeksMax}.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            using var client = await caller.ConnectAsync(parsed, global, time, TokenRoles.Auditor, cancellationToken);
            var findings = await new DriftRun(client, screen, time).RunAsync(parsed.GetValue(version), parsed.GetValue(weeks), cancellationToken);
            new DriftTables(screen).Show(findings);
            if (parsed.GetValue(page) is { } file)
            {
                await WriteAsync(file, DriftPage.Of(findings), cancellationToken);
                screen.Line($"Drawn: {file} (a page for your browser)");
            }

            await output.WriteAsync(DriftReport.Of(findings), cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(string file, string page, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(file, page, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException(ExitCode.Failed, $"--report {file} cannot be written: {refused.Message}");
        }
    }
}
