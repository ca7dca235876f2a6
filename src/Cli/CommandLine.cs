using System.CommandLine;
using Triage.Cli.Demo;
using Triage.Cli.Generate;
using Triage.Cli.Output;
using Triage.Cli.Serve;
using Triage.Cli.Submit;
using Triage.Cli.Testing;
using Triage.Cli.Tokens;
using Triage.Cli.Verify;

namespace Triage.Cli;

/// <summary>The table of contents of `./triage`.</summary>
internal sealed class CommandLine(TimeProvider time)
{
    // A stopping service writes what it has; Ctrl-C waits for that.
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(45);

    private readonly GlobalOptions _global = new();

    public async Task<int> InvokeAsync(string[] args)
    {
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
            await Console.Error.WriteLineAsync(message);
            return exitCode;
        }
    }

    internal RootCommand Root()
    {
        var setup = new Command("setup", "Check what is needed and install what is missing");
        setup.SetAction(_ => new Screen(toError: false).Line("ok: nothing is missing"));
        return new RootCommand("Triage Cluster: exception triage for healthcare invoices")
        {
            _global.Data,
            setup,
            DemoCommand.Create(_global, time),
            ServeCommand.Create(_global, time),
            TestCommand.Create(),
            SubmitCommand.Create(_global, time),
            GenerateCommand.Create(time),
            TokenCommand.Create(_global, time),
            VerifyCommand.Create(_global),
        };
    }
}
