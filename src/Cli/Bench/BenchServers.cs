using Triage.Cli.Bench.Postgres;
using Triage.Cli.Keys;
using Triage.Cli.Serve;
using Triage.Storage;

namespace Triage.Cli.Bench;

/// <summary>Starts what is measured, each on a store of its own.</summary>
/// <param name="directory">For data and logs; emptied by whoever made it.</param>
/// <param name="postgres"><c>null</c> where it is not installed.</param>
/// <param name="time">Of the processes' waits.</param>
internal sealed class BenchServers(string directory, PostgresServer? postgres, TimeProvider time) : IAsyncDisposable
{
    private readonly StreamWriter _log = new(Path.Combine(directory, "servers.log")) { AutoFlush = true };

    public string Directory { get; } = directory;

    /// <summary>Of both services; <c>null</c>: the policy that is built in.</summary>
    public string? PolicyFile { get; init; }

    public PostgresServer? Postgres { get; } = postgres;

    public Task<RunningServer> StartBareAsync(BenchStore store, string name, CancellationToken cancellationToken) =>
        StartAsync("BareSilo", name, store, ["--Store", StoreOf(store, name)], [], ServerCounts.OfBareSilo, cancellationToken);

    /// <param name="store">Where it keeps its invoices.</param>
    /// <param name="name">Of the store.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="models">A package's directory; <c>null</c>: rules judge alone.</param>
    public Task<RunningServer> StartServiceAsync(BenchStore store, string name, CancellationToken cancellationToken, string? models = null)
    {
        var options = Options(name) with { Store = store == BenchStore.Postgres ? StoreOf(store, name) : null, ModelsDirectory = models, TrustedKeysFile = new KeyDirectory(KeysOption.In(Directory), time).TrustedKeysFile };
        return StartAsync("Silo", name, store, options.Arguments(), options.Environment(), ServerCounts.OfService, cancellationToken);
    }

    public Task<RunningServer> StartPlainAsync(string name, CancellationToken cancellationToken) => StartAsync(
        "PlainService",
        name,
        BenchStore.Postgres,
        [.. Options(name).Arguments(), "--Plain:Store", StoreOf(BenchStore.Postgres, name)],
        [],
        ServerCounts.OfService,
        cancellationToken);

    /// <summary>Where the service of that name keeps its key, and its invoices when they are embedded.</summary>
    public string DataOf(string name) => Path.Combine(Directory, name);

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        if (Postgres is { } server)
        {
            await server.DisposeAsync();
        }
    }

    private SiloOptions Options(string name) => new(DataOf(name), GrpcPort: 0, HttpPort: 0, PolicyFile);

    private string StoreOf(BenchStore store, string name) =>
        store == BenchStore.Sqlite ? DataOf(name) : Postgres?.ConnectionString(name) ?? throw new CliException(ExitCode.Failed, "PostgreSQL is not installed.");

    private async Task<RunningServer> StartAsync(
        string project,
        string name,
        BenchStore store,
        IEnumerable<string> arguments,
        IEnumerable<(string Name, string Value)> environment,
        Func<MetricsPage, ServerCounts> read,
        CancellationToken cancellationToken)
    {
        OwnedDirectory.Create(DataOf(name));
        var process = SiloProcess.Start(project, arguments, environment, _log, time);
        try
        {
            var address = await process.ReadyAsync(cancellationToken);
            return new RunningServer(project, process, address, read, store == BenchStore.Postgres && Postgres is { } server ? server.CpuSeconds : () => 0, time);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
