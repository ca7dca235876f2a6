using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Serve;
using Triage.Cli.Tokens;
using Triage.Client;

namespace Triage.Cli.Submit;

internal static class SubmitCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var file = new Argument<string>("FILE") { Description = "A ledger: .jsonl (one invoice a line) or .csv (with --mapping), also packed as .gz" };
        var mapping = GlobalOptions.Mapping();
        var address = AddressOption.Create();
        var plaintext = new Option<bool>("--plaintext") { Description = "Let an --address of plain http on another machine have the token" };
        var token = new Option<string?>("--token") { Description = "Bearer token; without it one of the local issuer", HelpName = "JWT" };
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

        var command = new Command("submit", "Send a ledger to a running service") { file, mapping, address, plaintext, token, window, record, rejects, json };
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
            if (parsed.GetValue(address) is { IsLoopback: false } remote && remote.Scheme == Uri.UriSchemeHttp && !parsed.GetValue(plaintext))
            {
                throw new CliException(ExitCode.Usage, $"{remote} would carry the token in plain text to another machine. Use https, or add --plaintext where the network protects it.");
            }

            var local = parsed.GetValue(address) is null ? await RunningAsync(data, cancellationToken) : null;
            var options = new TriageClientOptions
            {
                Address = parsed.GetValue(address) ?? new Uri(local!.Grpc), // one of the two is there
                AllowPlaintext = parsed.GetValue(plaintext),
                Token = parsed.GetValue(token) ?? LocalToken(data, time),
            };
            var report = await run.RunAsync(options, local, screen, time, cancellationToken);
            new ReportTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return report.ToExitCode();
        });
        return command;
    }

    public static string LocalToken(string dataDirectory, TimeProvider time)
    {
        using var issuer = LocalIssuer.LoadOrCreate(dataDirectory);
        return issuer.Mint(TokenRequest.LocalHost("triage-cli"), time.GetUtcNow());
    }

    private static async Task<ServiceAddress> RunningAsync(string dataDirectory, CancellationToken cancellationToken) =>
        await ServiceAddress.FindAsync(dataDirectory, cancellationToken)
        ?? throw new CliException(ExitCode.Unreachable, $"No service runs on {dataDirectory}. Start it with ./triage serve --data '{dataDirectory}', or give --address and --token.");
}
