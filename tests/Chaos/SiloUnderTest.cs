using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triage.Protos.V1;

namespace Triage.Chaos;

/// <summary>The real process on a data directory, with a client whose token its own issuer signed.</summary>
internal sealed class SiloUnderTest : IDisposable
{
    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private SiloUnderTest(Process process, string address, string token)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress(address);
        Intake = new IntakeService.IntakeServiceClient(_channel);
        Headers = new Metadata { { "authorization", $"Bearer {token}" } };
    }

    public IntakeService.IntakeServiceClient Intake { get; }

    public Metadata Headers { get; }

    /// <param name="policyFile"><c>null</c>: the policy that is built in.</param>
    public static async Task<SiloUnderTest> StartAsync(string dataDirectory, CancellationToken cancellationToken, string? policyFile = null)
    {
        var assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Silo", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Triage.Silo.dll"));
        string[] policy = policyFile is null ? [] : ["--Policy:File", policyFile];
        string[] arguments = [assembly, "--Data:Directory", dataDirectory, "--Edge:GrpcPort", "0", "--Edge:HttpPort", "0", .. policy];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("The silo did not start.");
        try
        {
            var ready = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The silo ended before it was ready.");
            return new SiloUnderTest(process, JsonDocument.Parse(ready).RootElement.GetProperty("grpc").GetString()!, Token(dataDirectory));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        _channel.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string Token(string dataDirectory)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(dataDirectory, "issuer", "key.pem")));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "triage-local",
            Audience = "triage",
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "chaos", ["tenant"] = "local", ["role"] = new[] { "host", "operator" }, ["facility"] = new[] { "*" } },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
        });
    }
}
