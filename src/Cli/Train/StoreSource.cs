using System.Globalization;
using Triage.Cli.Evaluate;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Models.Clock;
using Triage.Storage;
using Triage.Training;
using Triage.Training.Labels;

namespace Triage.Cli.Train;

/// <summary>A service's own store, read as of one moment while the service may go on.</summary>
/// <param name="tenant"><c>null</c>: the only one, or "local".</param>
/// <param name="until">The first day of which nothing is known any more, in UTC; <c>null</c>: all that is there.</param>
/// <param name="from">The first day to judge on; <c>null</c>: the last quarter.</param>
internal sealed class StoreSource(string store, string? tenant, DateOnly? until, DateOnly? from) : ITrainingSource
{
    public string Name => "store";

    public async Task<TrainingInput> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!StoreScans.IsPostgres(store) && !Directory.Exists(store))
        {
            throw new CliException(ExitCode.Failed, $"There is no store at {store}. Name a service's data directory, or PostgreSQL's connection string, with --store.");
        }

        var history = await FoldAsync(screen, time, cancellationToken);
        var bills = Split.Dated(screen, [.. history.Bills]);
        if (bills.Count == 0)
        {
            throw new TrainingException($"The store has no judged invoice of tenant {history.Tenant} with a date{Before}: there is nothing to learn from. Submit invoices first, or train on a --ledger.");
        }

        var known = history with { Bills = [.. bills], Labels = history.Labels.OfThese(bills) };
        Show(screen, known);
        return new(bills, known, Split.JudgedFrom(bills, from, "The store"));
    }

    private string Before => until is { } day ? string.Create(CultureInfo.InvariantCulture, $" before {day:yyyy-MM-dd}") : "";

    private async Task<StoredHistory> FoldAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> known = [];
        using var scan = await Task.Run(() => StoreScans.OpenOne(store, tenants => Chosen(known = tenants)), cancellationToken)
            ?? throw new CliException(ExitCode.Failed, $"The store has nothing of tenant {tenant ?? TokenRequest.LocalTenant}; it has {(known.Count == 0 ? "nobody's" : string.Join(", ", known))}. Name one with --tenant.");
        var before = until is { } day ? StoreTime.ToMicros(new(day.ToDateTime(default), TimeSpan.Zero)) : long.MaxValue;
        var last = scan.Totals().LastPosition;
        long read = 0;
        var work = Task.Run(() => LabelFold.OfAsync(scan, before, position => Volatile.Write(ref read, position), cancellationToken), cancellationToken);
        await screen.WatchAsync("Reading the store's events", () => WorkProgress.Of(Volatile.Read(ref read), last), work, time);
        return await work;
    }

    private string? Chosen(IReadOnlyList<string> tenants) => tenants.FirstOrDefault(name => name == (tenant ?? (tenants.Count == 1 ? name : TokenRequest.LocalTenant)));

    private static void Show(Screen screen, StoredHistory history)
    {
        screen.Table(
            string.Create(CultureInfo.InvariantCulture, $"{history.Bills.Length:#,0} judged invoices of tenant {history.Tenant}, {history.Labels.Count:#,0} of them with a label"),
            ["how it came to be known", "invoices", "stand for"],
            [.. history.Labels.BySampling.Select(sampled => (IReadOnlyList<string>)[sampled.Sampling, Number(sampled.Invoices), Number(sampled.Weight)])]);
        screen.Line("Answers of reviewers and audits drawn at random are not kept by this service yet: no label came from them.");
    }

    private static string Number(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
