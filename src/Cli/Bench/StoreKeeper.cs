using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Triage.Cli.Bench.Plan;
using Triage.Cli.Bench.Postgres;
using Triage.Cli.Submit;
using Triage.Storage;
using Triage.Storage.Sqlite;

namespace Triage.Cli.Bench;

/// <summary>Makes stores for runs: empty ones, and copies of one that was filled through the service and is kept for the next bench.</summary>
internal sealed class StoreKeeper(BenchServers servers, BenchStore store, string keptDirectory, TimeProvider time)
{
    private const string EmptyDatabase = "template0";

    // What the generator holds in memory at once.
    private const int FillCountMax = 250_000;
    private const int FillInFlight = 512;

    public async Task MakeEmptyAsync(string name, CancellationToken cancellationToken)
    {
        Remove(name);
        OwnedDirectory.Create(servers.DataOf(name));
        if (store == BenchStore.Postgres)
        {
            await Postgres.CreateDatabaseAsync(name, EmptyDatabase, cancellationToken);
        }
    }

    /// <summary>A store with so many invoices of the ledger, those just before <see cref="StoredLedger.First"/>.</summary>
    /// <param name="name">Of the copy.</param>
    /// <param name="count">Of the invoices.</param>
    /// <param name="ledger">Theirs, and what is sent to them later.</param>
    /// <param name="filled">Hears how far the filling is.</param>
    /// <param name="cancellationToken">Ends it; what is filled in part is not kept.</param>
    public async Task MakeFilledAsync(string name, int count, StoredLedger ledger, Action<long> filled, CancellationToken cancellationToken)
    {
        var kept = KeptName(count, ledger);
        if (!await IsKeptAsync(kept, cancellationToken))
        {
            await MakeEmptyAsync(name, cancellationToken);
            await FillAsync(name, count, ledger, filled, cancellationToken);
            await KeepAsync(name, kept, cancellationToken);
        }

        Remove(name);
        Copy(Path.Combine(keptDirectory, kept), servers.DataOf(name));
        if (store == BenchStore.Postgres)
        {
            await Postgres.CreateDatabaseAsync(name, kept, cancellationToken);
            await Postgres.QueryAsync(name, "CHECKPOINT", cancellationToken);
        }
    }

    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        Remove(name);
        if (store == BenchStore.Postgres)
        {
            await Postgres.DropDatabaseAsync(name, cancellationToken);
        }
    }

    /// <summary>Rows in all tables, and the bytes that they take with their indexes.</summary>
    public async Task<(long Rows, long Bytes)> MeasureAsync(string name, CancellationToken cancellationToken)
    {
        if (store == BenchStore.Sqlite)
        {
            return (SqliteRowCount.In(servers.DataOf(name), time), new FileInfo(new SqliteStoreOptions { Directory = servers.DataOf(name) }.FilePath).Length);
        }

        const string Rows = """
            SELECT sum((xpath('//n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text::bigint)
            FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """;
        var rows = await Postgres.QueryAsync(name, Rows, cancellationToken);
        var bytes = await Postgres.QueryAsync(name, "SELECT pg_database_size(current_database())", cancellationToken);
        return (long.Parse(rows, CultureInfo.InvariantCulture), long.Parse(bytes, CultureInfo.InvariantCulture));
    }

    private PostgresServer Postgres => servers.Postgres ?? throw new CliException(ExitCode.Failed, "PostgreSQL is not installed.");

    // Another schema or another ledger is another store.
    private string KeptName(int count, StoredLedger ledger)
    {
        var schema = string.Concat(SqlText.Migrations(store.ToString()).Select(migration => migration.Sql));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{schema} {ledger.Seed} {ledger.Invoices} {ledger.First}")))[..8];
        return string.Create(CultureInfo.InvariantCulture, $"stored_{store.ToString().ToLowerInvariant()}_{count}_{hash}");
    }

    private async Task<bool> IsKeptAsync(string kept, CancellationToken cancellationToken) =>
        System.IO.Directory.Exists(Path.Combine(keptDirectory, kept)) && (store == BenchStore.Sqlite || await Postgres.HasDatabaseAsync(kept, cancellationToken));

    private async Task FillAsync(string name, int count, StoredLedger ledger, Action<long> filled, CancellationToken cancellationToken)
    {
        await using var server = await servers.StartServiceAsync(store, name, cancellationToken);
        for (int done = 0; done < count; done += FillCountMax)
        {
            await server.RunAsync(
                new LoadPlan
                {
                    Call = LoadCall.SubmitStream,
                    Address = server.Grpc,
                    Token = ServiceConnection.LocalToken(servers.DataOf(name), time),
                    InFlight = FillInFlight,
                    WarmUpSeconds = 0,
                    MeasuredSeconds = TimeSpan.FromHours(1).TotalSeconds,
                    CountMax = Math.Min(FillCountMax, count - done),
                    Seed = ledger.Seed,
                    LedgerInvoices = ledger.Invoices,
                    LedgerFirst = ledger.First - count + done,
                },
                cancellationToken);
            filled(Math.Min(count, done + FillCountMax));
        }
    }

    private async Task KeepAsync(string name, string kept, CancellationToken cancellationToken)
    {
        if (store == BenchStore.Postgres)
        {
            await Postgres.DropDatabaseAsync(kept, cancellationToken);
            // So that the copies' plans rest on what is there.
            await Postgres.QueryAsync(name, "VACUUM ANALYZE", cancellationToken);
            await Postgres.QueryAsync("postgres", $"ALTER DATABASE {name} RENAME TO {kept}", cancellationToken);
        }

        // Moved last: a folder that is there is whole.
        OwnedDirectory.Create(keptDirectory);
        System.IO.Directory.Move(servers.DataOf(name), Path.Combine(keptDirectory, kept));
    }

    private void Remove(string name)
    {
        if (System.IO.Directory.Exists(servers.DataOf(name)))
        {
            System.IO.Directory.Delete(servers.DataOf(name), recursive: true);
        }
    }

    private static void Copy(string from, string to)
    {
        OwnedDirectory.Create(to);
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            OwnedDirectory.Create(Path.GetDirectoryName(copy)!); // a file lies in a folder
            File.Copy(file, copy);
        }
    }
}
