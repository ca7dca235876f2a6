using System.CommandLine;
using Triage.Cli.Serve;
using Triage.Cli.Tokens;
using Triage.Client;

namespace Triage.Cli.Submit;

/// <summary>How a verb reaches a service: the one that runs on --data, or another by its address and a token.</summary>
internal sealed class ServiceConnection
{
    private const string CliSubject = "triage-cli";

    private readonly Option<Uri?> _address = AddressOption.Create();
    private readonly Option<bool> _plaintext = new("--plaintext") { Description = "Let an --address of plain http on another machine have the token" };
    private readonly Option<string?> _token = new("--token") { Description = "Bearer token; without it one of the local issuer", HelpName = "JWT" };

    public void AddTo(Command command)
    {
        command.Add(_address);
        command.Add(_plaintext);
        command.Add(_token);
    }

    /// <param name="subject">Who calls, where the token is one of the local issuer.</param>
    /// <returns>The local service too, where it is one.</returns>
    public async Task<(TriageClientOptions Options, ServiceAddress? Local)> ResolveAsync(
        ParseResult parsed, string dataDirectory, TimeProvider time, CancellationToken cancellationToken, string role = TokenRoles.Host, string subject = CliSubject)
    {
        if (parsed.GetValue(_address) is { IsLoopback: false } remote && remote.Scheme == Uri.UriSchemeHttp && !parsed.GetValue(_plaintext))
        {
            throw new CliException(ExitCode.Usage, $"{remote} would carry the token in plain text to another machine. Use https, or add --plaintext where the network protects it.");
        }

        var local = parsed.GetValue(_address) is null ? await RunningAsync(dataDirectory, cancellationToken) : null;
        var given = parsed.GetValue(_token);
        var issued = given is null ? new LocalTokenSource(dataDirectory, time, role, subject) : null;

        // A key that cannot be read is told now, and not by the first call.
        _ = issued?.Current();
        var options = new TriageClientOptions
        {
            Address = parsed.GetValue(_address) ?? new Uri(local!.Grpc), // one of the two is there
            AllowPlaintext = parsed.GetValue(_plaintext),
            Token = given,
            TokenSource = issued is null ? null : _ => Task.FromResult(issued.Current()),
        };
        return (options, local);
    }

    public static string LocalToken(string dataDirectory, TimeProvider time, string role = TokenRoles.Host, string subject = CliSubject)
    {
        using var issuer = LocalIssuer.LoadOrCreate(dataDirectory);
        return issuer.Mint(TokenRequest.Local(subject, role), time.GetUtcNow());
    }

    private static async Task<ServiceAddress> RunningAsync(string dataDirectory, CancellationToken cancellationToken) =>
        await ServiceAddress.FindAsync(dataDirectory, cancellationToken)
        ?? throw new CliException(ExitCode.Unreachable, $"No service runs on {dataDirectory}. Start it with ./triage serve --data '{dataDirectory}', or give --address and --token.");
}
