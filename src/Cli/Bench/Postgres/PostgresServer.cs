using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Triage.Cli.Bench.Postgres;

/// <summary>
/// A private PostgreSQL on the loopback interface, with its defaults and what an operator sets on a machine of this size. What
/// makes a commit durable stays as it is: fsync, synchronous_commit and full_page_writes are on.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "triage";

    /// <summary>Of 16 MB each.</summary>
    private const int SegmentsMin = 120;

    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        // A quarter of a small machine's memory, and what the system's cache adds to it.
        "shared_buffers=1GB",
        "effective_cache_size=4GB",
        // Checkpoints by time, not every few seconds by volume; each page's first change after one is logged whole.
        "max_wal_size=8GB",
        // Segments of the log are used again: making and zeroing one takes as long as many commits.
        "min_wal_size=2GB",
        "checkpoint_timeout=15min",
        "wal_buffers=64MB",
        // Solid state: a page anywhere costs hardly more than the next one.
        "random_page_cost=1.1",
    ];

    private readonly string _data;
    private readonly int _port;

    private PostgresServer(string data, int port) => (_data, _port) = (data, port);

    /// <summary>Starts what is there, or makes it first.</summary>
    /// <param name="data">Kept between runs, with what was prepared in it; where its user may make it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<PostgresServer> StartAsync(string data, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(data, "postmaster.pid")))
        {
            throw new CliException(
                ExitCode.Failed, $"A bench runs on {data}, or one was killed: if none runs, stop its server with pg_ctl stop -D {data}, or delete postmaster.pid after a crash of the machine.");
        }

        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            await PostgresPrograms.RunAsync("initdb", ["-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C"], cancellationToken);
        }

        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        var options = string.Join(' ', Settings.Select(setting => $"-c {setting}").Prepend($"-p {port.ToString(CultureInfo.InvariantCulture)}"));
        await PostgresPrograms.RunAsync("pg_ctl", ["start", "-w", "-t", "60", "-D", data, "-l", Path.Combine(data, "server.log"), "-o", options], cancellationToken);
        var server = new PostgresServer(data, port);
        await server.AgeLogAsync(cancellationToken);
        return server;
    }

    /// <summary>A server in service has segments to use again; a new one gets as many here, before anything is measured.</summary>
    private async Task AgeLogAsync(CancellationToken cancellationToken)
    {
        var there = int.Parse(await QueryAsync("postgres", "SELECT count(*) FROM pg_ls_waldir()", cancellationToken), CultureInfo.InvariantCulture);
        if (there < SegmentsMin)
        {
            // A segment without a record is not left, so each gets one. The checkpoint hands them out again.
            var missing = (SegmentsMin - there).ToString(CultureInfo.InvariantCulture);
            await QueryAsync("postgres", $"SELECT pg_logical_emit_message(false, 'bench', 'x'), pg_switch_wal() FROM generate_series(1, {missing})", cancellationToken);
            await QueryAsync("postgres", "CHECKPOINT", cancellationToken);
        }
    }

    /// <summary>As the driver reads it.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username={User};Database={database}";

    /// <summary>For PostgreSQL's own programs.</summary>
    public IEnumerable<string> Connection(string database) => ["-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", User, database];

    public async Task<string> QueryAsync(string database, string sql, CancellationToken cancellationToken) =>
        (await PostgresPrograms.RunAsync("psql", ["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql, .. Connection(database)], cancellationToken)).Trim();

    /// <param name="name">Dropped first where it exists.</param>
    /// <param name="template">Copied from; nobody may be connected to it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CreateDatabaseAsync(string name, string template, CancellationToken cancellationToken)
    {
        await DropDatabaseAsync(name, cancellationToken);
        await QueryAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy", cancellationToken);
    }

    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken) =>
        QueryAsync("postgres", $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellationToken);

    public async Task<bool> HasDatabaseAsync(string name, CancellationToken cancellationToken) =>
        await QueryAsync("postgres", $"SELECT 1 FROM pg_database WHERE datname = '{name}'", cancellationToken) == "1";

    /// <summary>Processor time of the server and all its processes since they began.</summary>
    public double CpuSeconds() => ProcessTree.CpuSeconds(int.Parse(File.ReadLines(Path.Combine(_data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync() =>
        await PostgresPrograms.RunAsync("pg_ctl", ["stop", "-w", "-m", "fast", "-D", _data], CancellationToken.None);
}
