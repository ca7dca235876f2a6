using Triage.Cli.Bench.Postgres;
using Triage.Cli.Output;
using Triage.Cli.Train;
using Triage.Storage;

namespace Triage.Cli.Bench;

/// <summary>Every store in turn, on servers of its own that are gone afterwards.</summary>
internal sealed record BenchRun(BenchSettings Settings, string DataDirectory, string? Json, TimeProvider Time)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var output = new JsonOutput(Json);
        var screen = new Screen(output.TakesStandardOutput);
        var directory = Path.Combine(DataDirectory, "bench");
        OwnedDirectory.Create(directory);
        var models = Settings.Has(BenchPart.Scored) ? await new FirstModels(directory, screen, Time).PrepareAsync(Settings.ScoredLedger, cancellationToken) : null;
        var figures = new Dictionary<string, StoreFigures>(StringComparer.Ordinal);
        await using (var servers = new BenchServers(directory, await PostgresAsync(screen, cancellationToken), Time))
        {
            foreach (var store in Settings.Stores)
            {
                var bench = new StoreBench(Settings, servers, store, Path.Combine(directory, "stored"), models, screen, Time);
                figures[store.ToString().ToLowerInvariant()] = await bench.RunAsync(cancellationToken);
            }
        }

        foreach (var store in Settings.Stores)
        {
            BenchTables.Show(store, figures[store.ToString().ToLowerInvariant()], screen);
        }

        await output.WriteAsync(figures, cancellationToken);
        return ExitCode.Ok;
    }

    private async Task<PostgresServer?> PostgresAsync(Screen screen, CancellationToken cancellationToken)
    {
        if (PostgresPrograms.Folder is null)
        {
            screen.Line("PostgreSQL is not installed: nothing of it is measured.");
            return null;
        }

        return Settings.Stores.Contains(BenchStore.Postgres) || Settings.Has(BenchPart.Pgbench)
            ? await PostgresServer.StartAsync($"/var/tmp/triage-bench-{Environment.UserName}", cancellationToken)
            : null;
    }
}
