using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Submit;
using Triage.Client;

namespace Triage.Cli.Lifecycle;

internal static class ReportCommand
{
    private const int DefaultWindow = 64;

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var file = new Argument<string?>("FILE") { Description = "Reports, one a line as JSON: {\"invoiceId\": …, \"report\": {…}}; - for standard input", Arity = ArgumentArity.ZeroOrOne };
        var one = new SingleReport(time);
        var service = new ServiceConnection();
        var window = WindowOption.Create("Reports", DefaultWindow);
        var rejects = new Option<string?>("--rejects") { Description = "Where lines go that were bad or refused, as they were: mend it and send it", HelpName = "FILE" };
        var json = GlobalOptions.Json();
        var command = new Command("report", "Say what happened to invoices elsewhere: posted, refused, paid") { file, window, rejects, json };
        one.AddTo(command);
        service.AddTo(command);
        command.Validators.Add(given =>
        {
            if (given.GetResult(file) is null or { Tokens.Count: 0 } == !one.IsGiven(given))
            {
                given.AddError("Give FILE, or one report by --invoice, --source, --event and --fact.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var lines = parsed.GetValue(file) is { } path ? ReportFile.ReadAsync(path, cancellationToken) : one.ReadAsync(parsed);
            var (options, _) = await service.ResolveAsync(parsed, global.DataDirectory(parsed), time, cancellationToken);
            using var client = TriageClient.Connect(options);
            await using var rejected = new RejectedLines(parsed.GetValue(rejects), parsed.GetValue(file));
            var tally = new ReportTally(rejected);
            await screen.WatchAsync(
                "Reporting",
                () => new WorkProgress(tally.Answered, null, 0),
                new ReportSending(client.Lifecycle, tally).RunAsync(lines, parsed.GetRequiredValue(window), cancellationToken),
                time);
            var figures = tally.Figures();
            figures.Show(screen);
            await output.WriteAsync(figures, cancellationToken);
            return figures.ToExitCode();
        });
        return command;
    }
}
