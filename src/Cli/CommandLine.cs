using System.CommandLine;
using System.CommandLine.Help;
using Triage.Cli.Bench;
using Triage.Cli.Demo;
using Triage.Cli.Drift;
using Triage.Cli.Evaluate;
using Triage.Cli.Feed;
using Triage.Cli.Generate;
using Triage.Cli.Keys;
using Triage.Cli.Lifecycle;
using Triage.Cli.MasterData;
using Triage.Cli.Onnx;
using Triage.Cli.Output;
using Triage.Cli.Registry;
using Triage.Cli.Replay;
using Triage.Cli.Serve;
using Triage.Cli.Submit;
using Triage.Cli.Testing;
using Triage.Cli.Tokens;
using Triage.Cli.Train;
using Triage.Cli.Verify;
using Triage.Storage;

namespace Triage.Cli;

/// <summary>The table of contents of `./triage`.</summary>
internal sealed class CommandLine(TimeProvider time)
{
    public const string Name = "./triage";

    // A stopping service writes what it has; Ctrl-C waits for that.
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(45);

    private readonly GlobalOptions _global = new();

    public async Task<int> InvokeAsync(string[] args)
    {
        OwnedFiles.FromNowOn();
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See ./triage --help or ./triage <verb> --help");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopMax });
        }
        catch (Exception failure)
        {
            var (exitCode, message) = Failures.Explain(failure);
            // A terminal shows ^C where the cursor was.
            await Console.Error.WriteLineAsync(exitCode == ExitCode.Interrupted ? "\n" + message : message);
            return exitCode;
        }
    }

    internal Command Root()
    {
        var setup = new Command("setup", "Check what is needed and install what is missing");
        setup.SetAction(_ => new Screen(toError: false).Line("ok: nothing is missing"));
        var help = new Help();
        var root = new Command(Name, "Triage Cluster: exception triage for healthcare invoices")
        {
            _global.Data,
            new HelpOption { Action = help },
            new VersionOption(),
            setup,
            DemoCommand.Create(_global, time),
            ServeCommand.Create(_global, time),
            TestCommand.Create(),
            SubmitCommand.Create(_global, time),
            ReportCommand.Create(_global, time),
            ImportCommand.Create(_global, time),
            WatchCommand.Create(_global, time),
            GenerateCommand.Create(time),
            TokenCommand.Create(_global, time),
            VerifyCommand.Create(_global),
            TrainCommand.Create(_global, time),
            KeysCommand.Create(_global, time),
            OnnxCommand.Create(_global, time),
            EvalCommand.Create(_global, time),
            RegistryCommand.Create(_global, time),
            ReplayCommand.Create(_global, time),
            DriftCommand.Create(_global, time),
            BenchCommand.Create(_global, time),
        };
        root.SetAction(help.Invoke);
        return root;
    }
}
