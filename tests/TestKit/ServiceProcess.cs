using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Triage.TestKit;

/// <summary>The real service as a process of its own on free ports. A test project that starts it has it built beside itself.</summary>
public sealed class ServiceProcess : IDisposable
{
    private const int LogLinesMax = 100_000;

    private readonly Process _process;
    private readonly string _dataDirectory;
    private readonly ConcurrentQueue<string> _log = new();

    private ServiceProcess(Process process, string dataDirectory)
    {
        (_process, _dataDirectory) = (process, dataDirectory);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    public Uri Grpc { get; private set; } = null!; // StartAsync sets both

    public Uri Http { get; private set; } = null!;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to its log until now.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <param name="settings">As on the command line, for example <c>--Policy:File</c> and its value.</param>
    /// <param name="environment">Added to that of the tests.</param>
    public static async Task<ServiceProcess> StartAsync(
        string dataDirectory, IEnumerable<string> settings, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? environment = null)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Silo", configuration, "Triage.Silo.dll"));
        string[] arguments = [assembly, "--Data:Directory", dataDirectory, "--Edge:GrpcPort", "0", "--Edge:HttpPort", "0", .. settings];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var service = new ServiceProcess(Process.Start(start)!, dataDirectory); // null only with UseShellExecute
        try
        {
            var ready = await service._process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException($"The service ended before it was ready: {string.Join('\n', service._log)}");
            var announced = JsonDocument.Parse(ready).RootElement;
            service.Grpc = AddressIn(announced, "grpc");
            service.Http = AddressIn(announced, "http");
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    /// <summary>Of the service's own issuer.</summary>
    public string Token(string[] roles, string tenant = "local", string[]? facilities = null, string subject = "tester") =>
        LocalTokens.Make(_dataDirectory, roles, tenant, facilities, subject);

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

    private static Uri AddressIn(JsonElement announced, string name) =>
        new(announced.GetProperty(name).GetString() ?? throw new FormatException($"The service announced no address for {name}."));

    private void Keep(string? line)
    {
        if (line is not null && _log.Count < LogLinesMax)
        {
            _log.Enqueue(line);
        }
    }
}
