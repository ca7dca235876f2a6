using System.CommandLine;
using Triage.Cli.Serve;
using Triage.Cli.Tokens;
using Triage.Client;

namespace Triage.Cli.Submit;

/// <summary>How a command reaches the service: the one on --data with a token of its own issuer, or another by address and token.</summary>
internal sealed class ConnectionOptions(TimeProvider time)
{
    private readonly Option<Uri?> _address = AddressOption.Create();
    private readonly Option<bool> _plaintext = new("--plaintext") { Description = "Let an --address of plain http on another machine have the token" };
    private readonly Option<string?> _token = new("--token") { Description = "Bearer token; without it one of the local issuer", HelpName = "JWT" };

    public void AddTo(Command command)
    {
        command.Options.Add(_address);
        command.Options.Add(_plaintext);
        command.Options.Add(_token);
    }

    /// <returns>How to call it, and, where it runs here, its addresses.</returns>
    public async Task<(TriageClientOptions Options, ServiceAddress? Local)> ReadAsync(ParseResult parsed, string dataDirectory, string role, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_address) is { IsLoopback: false } remote && remote.Scheme == Uri.UriSchemeHttp && !parsed.GetValue(_plaintext))
        {
            throw new CliException(ExitCode.Usage, $"{remote} would carry the token in plain text to another machine. Use https, or add --plaintext where the network protects it.");
        }

        var local = parsed.GetValue(_address) is null ? await RunningAsync(dataDirectory, cancellationToken) : null;
        var options = new TriageClientOptions
        {
            Address = parsed.GetValue(_address) ?? new Uri(local!.Grpc), // one of the two is there
            AllowPlaintext = parsed.GetValue(_plaintext),
            Token = parsed.GetValue(_token) ?? LocalToken(dataDirectory, role, time),
        };
        return (options, local);
    }

    public static string LocalToken(string dataDirectory, string role, TimeProvider time, string subject = "triage-cli")
    {
        using var issuer = LocalIssuer.LoadOrCreate(dataDirectory);
        return issuer.Mint(TokenRequest.Local(subject, role), time.GetUtcNow());
    }

    private static async Task<ServiceAddress> RunningAsync(string dataDirectory, CancellationToken cancellationToken) =>
        await ServiceAddress.FindAsync(dataDirectory, cancellationToken)
        ?? throw new CliException(ExitCode.Unreachable, $"No service runs on {dataDirectory}. Start it with ./triage serve --data '{dataDirectory}', or give --address and --token.");
}
