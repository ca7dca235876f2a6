using Triage.Cli.Generate;
using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Cli.Serve;
using Triage.Cli.Submit;
using Triage.Cli.Tokens;
using Triage.Cli.Train;
using Triage.Client;
using Triage.Storage;

namespace Triage.Cli.Demo;

/// <summary>The main job from one command: a ledger goes through the running service.</summary>
internal sealed record DemoRun(
    string DataDirectory, string? Ledger, string? Mapping, int Invoices, string? PolicyFile, bool Once, string? Json, TimeProvider Time)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var output = new JsonOutput(Json);
        var screen = new Screen(output.TakesStandardOutput);
        await ServeCommand.RefuseSecondAsync(DataDirectory, cancellationToken);
        OwnedDirectory.Create(DataDirectory);
        var run = await LedgerAsync(screen, cancellationToken);

        var models = run.Generated is { } shown ? await new FirstModels(DataDirectory, screen, Time).PrepareAsync(shown.Options, cancellationToken) : null;
        var logFile = Path.Combine(DataDirectory, "silo.log");
        await using var log = new StreamWriter(logFile, append: false) { AutoFlush = true };
        var options = new SiloOptions(DataDirectory, Ports.FreeOrAny(SiloOptions.DefaultGrpcPort), Ports.FreeOrAny(SiloOptions.DefaultHttpPort), PolicyFile) { ModelsDirectory = models, TrustedKeysFile = new KeyDirectory(KeysOption.In(DataDirectory), Time).TrustedKeysFile };
        screen.Line($"Starting the service; its log: {logFile}");
        await using var silo = SiloProcess.Start(options, log, Time);
        var address = await silo.ReadyAsync(cancellationToken);

        await new DemoMasterData(Client(address, TokenRoles.Operator, DemoMasterData.Subject), screen, Time).PrepareAsync(run.Generated, cancellationToken);
        var client = Client(address, TokenRoles.Host);
        var report = await run.RunAsync(client, address, screen, Time, cancellationToken);
        new ReportTables(screen).Show(report);
        await output.WriteAsync(report, cancellationToken);
        var invitation = new ServiceInvitation(screen, DataDirectory);
        if (Once)
        {
            await silo.StopAsync();
            invitation.ShowStopped();
            return report.ToExitCode();
        }

        invitation.Show(address, report.Doubtful is [var most, ..] ? most.InvoiceId : null);
        int stopped = await ServeCommand.UntilStoppedAsync(silo, screen, cancellationToken);
        return stopped == ExitCode.Ok ? report.ToExitCode() : stopped;
    }

    private TriageClientOptions Client(ServiceAddress address, string role, string subject = "triage-cli") =>
        new() { Address = new Uri(address.Grpc), Token = ServiceConnection.LocalToken(DataDirectory, Time, role, subject) };

    private async Task<SubmitRun> LedgerAsync(Screen screen, CancellationToken cancellationToken)
    {
        if (Ledger is not null)
        {
            Training.Ledgers.Ledger.Check(Ledger, Mapping);
            return new SubmitRun(Ledger, Mapping, LedgerSubmission.DefaultWindow, RecordFile: null, RejectsFile.DefaultIn(DataDirectory));
        }

        var generated = GeneratedLedger.At(Path.Combine(DataDirectory, "generated"), Invoices, GeneratedLedger.DefaultSeed);
        if (!generated.Exists)
        {
            await generated.WriteAsync(screen, Time, cancellationToken);
        }

        screen.Line($"Generated invoices (made up, seed {generated.Seed}): {generated.InvoicesPath}");
        return new SubmitRun(generated.InvoicesPath, Mapping: null, LedgerSubmission.DefaultWindow, RecordFile: null, RejectsFile.DefaultIn(DataDirectory)) { Generated = generated };
    }
}
