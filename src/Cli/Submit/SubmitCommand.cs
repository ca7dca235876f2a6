using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Tokens;

namespace Triage.Cli.Submit;

internal static class SubmitCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var file = new Argument<string>("FILE") { Description = "A ledger: .jsonl (one invoice a line) or .csv (with --mapping), also packed as .gz" };
        var mapping = GlobalOptions.Mapping();
        var connection = new ConnectionOptions(time);
        var window = new Option<int>("--window") { Description = "Invoices in flight at most", HelpName = "N", DefaultValueFactory = _ => LedgerSubmission.DefaultWindow };
        var record = new Option<string?>("--record") { Description = "Add what was sent and answered, for ./triage verify", HelpName = "FILE" };
        var rejects = new Option<string?>("--rejects") { Description = "Where bad rows and refusals go, by line; without it rejects.jsonl in --data", HelpName = "FILE" };
        var json = GlobalOptions.Json();
        window.Validators.Add(given =>
        {
            if (given.Tokens is [var count] && !(int.TryParse(count.Value, out int parsed) && parsed is >= 1 and <= 10_000))
            {
                given.AddError("--window is a number from 1 to 10,000.");
            }
        });

        var command = new Command("submit", "Send a ledger to a running service") { file, mapping, window, record, rejects, json };
        connection.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var data = global.DataDirectory(parsed);
            var run = new SubmitRun(
                parsed.GetRequiredValue(file),
                parsed.GetValue(mapping),
                parsed.GetRequiredValue(window),
                parsed.GetValue(record),
                parsed.GetValue(rejects) ?? RejectsFile.DefaultIn(data));
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var (options, local) = await connection.ReadAsync(parsed, data, TokenRoles.Host, cancellationToken);
            var report = await run.RunAsync(options, local, screen, time, cancellationToken);
            new ReportTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return report.ToExitCode();
        });
        return command;
    }
}
