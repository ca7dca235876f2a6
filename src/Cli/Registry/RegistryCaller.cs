using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Triage.Cli.Submit;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>How a part of the verb reaches the registry, and as whom.</summary>
internal sealed class RegistryCaller
{
    private const string Ask = "Say who you are with --as NAME, or bring your own --token.";

    private readonly ServiceConnection _connection = new();
    private readonly Option<string?> _as = new("--as") { Description = "Who acts, in a token of the local issuer; without it the user of this system", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        command.Add(_as);
        _connection.AddTo(command);
    }

    public async Task<TriageClient> ConnectAsync(ParseResult parsed, GlobalOptions global, TimeProvider time, string role, CancellationToken cancellationToken)
    {
        var subject = parsed.GetValue(_as) ?? (Environment.UserName is { Length: > 0 } user ? user : throw new CliException(ExitCode.Usage, $"This system does not say who you are. {Ask}"));
        var (options, _) = await _connection.ResolveAsync(parsed, global.DataDirectory(parsed), time, cancellationToken, role, subject);
        return TriageClient.Connect(options);
    }

    /// <summary>The last action that is known before a new one is asked for, so that nobody's in between is overruled.</summary>
    public static async Task<long> LastNumberAsync(TriageClient client, CancellationToken cancellationToken) =>
        (await client.Registry.ListRegistryActionsAsync(new() { PageSize = 1 }, cancellationToken: cancellationToken)).Actions.FirstOrDefault()?.Number ?? 0;

    /// <summary>The same request behind the same action is the same: sent again, it is answered and not done again.</summary>
    public static string KeyOf(RegistryActionKind kind, string version, string reason, long after) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind} {version} {after} {reason}"))))[..32];
}
