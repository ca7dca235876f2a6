using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Triage.TestKit.Postgres;

/// <summary>
/// A real PostgreSQL server of a test's own: a fresh cluster in a folder of its own, on a free port of
/// loopback, durable as in production. It ends with the test's process, however that ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "triage";
    public const string Password = "only-on-loopback";

    private static readonly Lazy<PostgresServer> OfTheProcess = new(() => Start());
    private static int databases;

    // The shell holds the server; when the test's end of its input closes, however that comes, it ends the server and, unless told
    // to keep them, removes its files.
    private const string Keep = "keep";
    private const string UntilInputCloses =
        $"""folder=$1; shift; said=; trap '' INT TERM; "$@" & server=$!; while read -r word; do said=$word; done; kill -QUIT $server; wait $server; [ "$said" = {Keep} ] || rm -rf "$folder" """;

    private readonly string _folder;
    private readonly int _port;
    private Process? _process;

    private PostgresServer(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Started at its first use, for all tests of the process; each takes a database of its own.</summary>
    public static PostgresServer Shared
    {
        get
        {
            Assert.SkipWhen(PostgresBinaries.Folder is null, PostgresBinaries.Absent);
            return OfTheProcess.Value;
        }
    }

    public int Port => _port;

    /// <summary>A server that the test may crash.</summary>
    public static PostgresServer Start(params IEnumerable<string> settings)
    {
        Assert.SkipWhen(PostgresBinaries.Folder is null, PostgresBinaries.Absent);
        var folder = Directory.CreateTempSubdirectory("triage-postgres-").FullName;
        var server = new PostgresServer(folder, FreePort());
        // Hundreds of databases take longer to remove than a runner waits for its process to end: the shell sees to it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server._process?.StandardInput.Close();
        server.Initialise();
        File.AppendAllLines(Path.Combine(folder, "data", "postgresql.conf"), settings);
        server.Run();
        return server;
    }

    /// <summary>Whatever it does is cut off, as in a power failure; what is committed is on disk.</summary>
    public void Crash()
    {
        // The postmaster's own number: the shell's would leave it behind.
        var postmaster = int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        Must(Process.Start("kill", ["-QUIT", postmaster.ToString(CultureInfo.InvariantCulture)]));
        _process!.StandardInput.WriteLine(Keep); // it ran until now
        WaitForEnd();
    }

    /// <summary>After a crash: on the same port, with what was committed.</summary>
    public void Restart() => Run();

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = User,
        Password = Password,
        Database = database,
    }.ToString();

    /// <summary>A new, empty database; its connection string.</summary>
    public string CreateDatabase()
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        Execute("postgres", $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    public void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_process is not null)
        {
            WaitForEnd();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Initialise()
    {
        var password = Path.Combine(_folder, "password");
        File.WriteAllText(password, Password);
        Must(Process.Start("chown", ["-R", Owner(), _folder]));
        Must(Process.Start(AsOwner("initdb", "--pgdata", Path.Combine(_folder, "data"), "--username", User, "--pwfile", password, "--auth", "scram-sha-256", "--no-locale", "--encoding", "UTF8", "--no-sync")));
        File.AppendAllText(
            Path.Combine(_folder, "data", "postgresql.conf"),
            $"listen_addresses = '127.0.0.1'\nport = {_port}\nunix_socket_directories = ''\nmax_connections = 200\nshared_buffers = 256MB\nmax_wal_size = 2GB\nlog_min_messages = fatal\n");
    }

    private void Run()
    {
        var start = AsOwner("postgres", "-D", Path.Combine(_folder, "data"));
        _process = Process.Start(new ProcessStartInfo("sh", ["-c", UntilInputCloses, "sh", _folder, start.FileName, .. start.ArgumentList])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!; // null only with UseShellExecute
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var began = Stopwatch.GetTimestamp(); !Answers();)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException("The private PostgreSQL server did not start.");
            }

            Thread.Sleep(20);
        }
    }

    private void WaitForEnd()
    {
        _process!.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private bool Answers()
    {
        try
        {
            Execute("postgres", "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // PostgreSQL refuses to run as root.
    private static string Owner() => Environment.UserName == "root" ? "postgres" : Environment.UserName;

    private static ProcessStartInfo AsOwner(string program, params string[] arguments)
    {
        var path = Path.Combine(PostgresBinaries.Folder!, program); // Start asked for it
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", path] : [path];
        return new ProcessStartInfo(command[0], [.. command[1..], .. arguments]) { RedirectStandardOutput = program == "initdb", WorkingDirectory = "/tmp" };
    }

    private static void Must(Process? process)
    {
        using var ended = process!; // null only with UseShellExecute
        if (ended.StartInfo.RedirectStandardOutput)
        {
            ended.StandardOutput.ReadToEnd();
        }

        ended.WaitForExit();
        if (ended.ExitCode != 0)
        {
            throw new InvalidOperationException($"{ended.StartInfo.FileName} ended with exit code {ended.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
