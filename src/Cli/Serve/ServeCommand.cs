using System.CommandLine;
using Triage.Cli.Keys;
using Triage.Cli.Output;

namespace Triage.Cli.Serve;

internal static class ServeCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var grpc = new Option<int>("--grpc-port") { Description = "Where gRPC listens; 0 for any free port", HelpName = "PORT", DefaultValueFactory = _ => SiloOptions.DefaultGrpcPort };
        var http = new Option<int>("--http-port") { Description = "Where REST, health and metrics listen; 0 for any free port", HelpName = "PORT", DefaultValueFactory = _ => SiloOptions.DefaultHttpPort };
        var policy = new Option<string?>("--policy") { Description = "The policy document; without it the one built in", HelpName = "FILE" };
        var models = new Option<string?>("--models") { Description = "A model package, as ./triage train writes it; without it rules judge alone", HelpName = "DIR" };
        var keys = KeysOption.Create();
        var store = StoreOption.Create();
        var command = new Command("serve", "Run the service in the foreground until Ctrl-C") { grpc, http, policy, models, keys, store };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new SiloOptions(global.DataDirectory(parsed), parsed.GetRequiredValue(grpc), parsed.GetRequiredValue(http), parsed.GetValue(policy))
            {
                LogsToTerminal = !Console.IsOutputRedirected,
                Store = parsed.GetValue(store),
                ModelsDirectory = parsed.GetValue(models),
                TrustedKeysFile = TrustedKeys(parsed.GetValue(keys), KeysOption.Of(parsed, keys, global, time).TrustedKeysFile, Environment.GetEnvironmentVariable("Scoring__TrustedKeysFile")),
            },
            time,
            cancellationToken));
        return command;
    }

    /// <summary>A default must not hide what the environment says; what the user wrote here may.</summary>
    internal static string? TrustedKeys(string? given, string file, string? ofEnvironment) => given is null && ofEnvironment is { Length: > 0 } ? null : file;

    public static async Task RefuseSecondAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (await ServiceAddress.FindAsync(dataDirectory, cancellationToken) is { } running)
        {
            throw new CliException(
                ExitCode.Failed, $"A service already runs on {dataDirectory} at {running.Grpc}. Send to it with ./triage submit, stop it, or choose another --data.");
        }
    }

    private static async Task<int> RunAsync(SiloOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await RefuseSecondAsync(options.DataDirectory, cancellationToken);
        Ports.Require(options.GrpcPort, "--grpc-port");
        Ports.Require(options.HttpPort, "--http-port");
        await using var silo = SiloProcess.Start(options, Console.Out, time);
        var screen = new Screen(toError: false);
        new ServiceInvitation(screen, options.DataDirectory).Show(await silo.ReadyAsync(cancellationToken));
        return await UntilStoppedAsync(silo, screen, cancellationToken);
    }

    public static async Task<int> UntilStoppedAsync(SiloProcess silo, Screen screen, CancellationToken cancellationToken)
    {
        try
        {
            await silo.ExitedAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await silo.StopAsync();
            screen.Line();
            screen.Line("The service stopped. What it accepted is kept.");
            return ExitCode.Ok;
        }

        return silo.ExitCode == 0
            ? ExitCode.Ok
            : throw new CliException(ExitCode.Failed, $"The service ended by itself with exit code {silo.ExitCode}. Start it again on the same --data: it goes on from there.");
    }
}
