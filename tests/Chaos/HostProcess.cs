using System.Diagnostics;
using System.Text.Json;
using Triage.TestKit;

namespace Triage.Chaos;

/// <summary>An example host as the process that it is, started again on the same state after it was killed.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>Of one that ended by itself.</summary>
    public int ExitCode => _process.ExitCode;

    public static HostProcess Start(string name, ServiceProcess service, string ledger, string stateDirectory)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", name, configuration, $"Triage.{name}.dll"));
        var token = Path.Combine(stateDirectory, "token");
        File.WriteAllText(token, service.Token(["host"]));
        var start = new ProcessStartInfo("dotnet", [assembly, token, ledger, stateDirectory]);
        start.Environment["TRIAGE_ADDRESS"] = service.Grpc.ToString();
        return new(Process.Start(start)!); // null only with UseShellExecute
    }

    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>The keys of the effects in a file of the host's, in the order in which they were done. A line that is cut is none.</summary>
    public static async Task<IReadOnlyList<string>> DoneAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = await reader.ReadToEndAsync(cancellationToken);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Key").GetString()!)]; // each has one
    }
}
