using System.Globalization;
using System.Text.RegularExpressions;

namespace Triage.Cli.Bench.Postgres;

/// <summary>Single-row inserts by PostgreSQL's own load generator, with the committed script.</summary>
internal static partial class Pgbench
{
    private const int Clients = 64;
    private const string Database = "bench_pgbench";
    private const string CreateTable = "CREATE TABLE event (id text NOT NULL, seq bigint NOT NULL, payload bytea NOT NULL, PRIMARY KEY (id, seq))";

    /// <returns>Rows a second.</returns>
    public static async Task<double> RunAsync(PostgresServer server, BenchSettings settings, CancellationToken cancellationToken)
    {
        await server.CreateDatabaseAsync(Database, "template0", cancellationToken);
        await server.QueryAsync(Database, CreateTable, cancellationToken);
        var script = await ScriptAsync(cancellationToken);
        try
        {
            await RunAsync(server, script, settings.WarmUpSeconds, cancellationToken);
            return Parse(await RunAsync(server, script, settings.MeasuredSeconds, cancellationToken));
        }
        finally
        {
            File.Delete(script);
            await server.DropDatabaseAsync(Database, CancellationToken.None);
        }
    }

    /// <exception cref="CliException">Some transactions failed, or there is no rate.</exception>
    internal static double Parse(string output)
    {
        var rate = Rate().Match(output);
        var failed = FailedTransactions().Match(output);
        return rate.Success && (!failed.Success || failed.Groups[1].Value == "0")
            ? double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new CliException(ExitCode.Failed, $"pgbench did not measure what it should: {output.Trim()}");
    }

    private static Task<string> RunAsync(PostgresServer server, string script, double seconds, CancellationToken cancellationToken) => PostgresPrograms.RunAsync(
        "pgbench",
        [
            "-n", "-M", "prepared", "-c", Clients.ToString(CultureInfo.InvariantCulture), "-j", "2",
            "-T", Math.Max(1, (int)seconds).ToString(CultureInfo.InvariantCulture), "-f", script, .. server.Connection(Database),
        ],
        cancellationToken);

    // The user who runs it may not be allowed to read where the repository lies.
    private static async Task<string> ScriptAsync(CancellationToken cancellationToken)
    {
        var script = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../bench/pgbench/insert-event.sql"));
        var copy = Path.Combine(Path.GetTempPath(), $"triage-insert-event-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.sql");
        await File.WriteAllTextAsync(copy, await File.ReadAllTextAsync(script, cancellationToken), cancellationToken);
        File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return copy;
    }

    [GeneratedRegex(@"^tps = ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^number of failed transactions: (\d+)", RegexOptions.Multiline)]
    private static partial Regex FailedTransactions();
}
