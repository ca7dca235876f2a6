using System.Diagnostics;
using System.Runtime.InteropServices;
using Triage.Storage;

namespace Triage.Cli.Serve;

/// <summary>The service as a child process: started, awaited until ready, stopped as a user would with Ctrl-C.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan ReadyMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TextWriter _log;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<ServiceAddress> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _output;
    private readonly Queue<string> _lastLines = new();

    private SiloProcess(Process process, TextWriter log, TimeProvider time)
    {
        (_process, _log, _time) = (process, log, time);
        _output = Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
    }

    /// <summary>Ends with the process and its output.</summary>
    public Task ExitedAsync(CancellationToken cancellationToken) => Task.WhenAll(_process.WaitForExitAsync(cancellationToken), _output.WaitAsync(cancellationToken));

    public int ExitCode => _process.ExitCode;

    public static SiloProcess Start(SiloOptions options, TextWriter log, TimeProvider time)
    {
        OwnedDirectory.Create(options.DataDirectory);
        return Start("Silo", options.Arguments(), options.Environment(), log, time);
    }

    /// <summary>Another program that announces itself as the service does.</summary>
    public static SiloProcess Start(
        string project, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, TextWriter log, TimeProvider time)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltPrograms.Find(project), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new SiloProcess(Process.Start(start)!, TextWriter.Synchronized(log), time); // null only with UseShellExecute
    }

    public async Task<ServiceAddress> ReadyAsync(CancellationToken cancellationToken)
    {
        var exited = ExitedAsync(cancellationToken);
        try
        {
            await Task.WhenAny(_ready.Task, exited).WaitAsync(ReadyMax, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new CliException(Cli.ExitCode.Failed, $"The service was not ready within {ReadyMax.TotalMinutes:N0} minutes. Its last lines:\n{LastLines()}");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _ready.Task.IsCompletedSuccessfully
            ? await _ready.Task
            : throw new CliException(Cli.ExitCode.Failed, $"The service ended before it was ready, with exit code {ExitCode}. Its last lines:\n{LastLines()}");
    }

    /// <summary>Asks it to end and waits; kills it when it does not.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, SigTerm);
            try
            {
                await _process.WaitForExitAsync().WaitAsync(StopMax, _time);
            }
            catch (TimeoutException)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }
        }

        await _output;
        await _log.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private async Task CopyAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (ServiceAddress.Parse(line) is { } address)
            {
                _ready.TrySetResult(address);
                continue;
            }

            await _log.WriteLineAsync(line);
            Remember(line);
        }
    }

    private void Remember(string line)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 10)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            // A sentence for people says more than the log's records.
            string[] sentences = [.. _lastLines.Where(line => !line.StartsWith('{'))];
            return string.Join('\n', sentences.Length > 0 ? sentences : [.. _lastLines]);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);
}
