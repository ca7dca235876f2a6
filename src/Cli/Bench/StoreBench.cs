using Triage.Cli.Bench.Plan;
using Triage.Cli.Bench.Postgres;
using Triage.Cli.Output;
using Triage.Cli.Submit;

namespace Triage.Cli.Bench;

/// <summary>
/// Measures one store. The parts take turns within a round, so that what the machine does meanwhile falls on all of them.
/// </summary>
internal sealed class StoreBench(BenchSettings settings, BenchServers servers, BenchStore store, string keptDirectory, string? models, Screen screen, TimeProvider time)
{
    // More than the fastest of each answers in a second on two cores: requests are prepared for so many.
    private const int CallsPerSecondMax = 60_000;
    private const int CopyEvery = 50;

    private readonly BenchTally _tally = new();
    private readonly StoreKeeper _keeper = new(servers, store, keptDirectory, time);

    public async Task<StoreFigures> RunAsync(CancellationToken cancellationToken)
    {
        for (int round = 1; round <= settings.Rounds; round++)
        {
            screen.Line($"{store}, round {round} of {settings.Rounds}");
            await BareAsync(cancellationToken);
            await FullAsync(cancellationToken);
            await ScoredAsync(cancellationToken);
            await PlainAsync(cancellationToken);
            await PgbenchAsync(cancellationToken);
            await StoredAsync(settings.StoredFew, BenchTally.AtFew, cancellationToken);
            await StoredAsync(settings.StoredMany, BenchTally.AtMany, cancellationToken);
        }

        return _tally.ToFigures();
    }

    private async Task BareAsync(CancellationToken cancellationToken)
    {
        if (!settings.Has(BenchPart.Empty) && !settings.Has(BenchPart.Bare))
        {
            return;
        }

        const string Name = "bench_bare";
        await _keeper.MakeEmptyAsync(Name, cancellationToken);
        await using (var server = await servers.StartBareAsync(store, Name, cancellationToken))
        {
            await MeasureAsync(server, BenchPart.Empty, settings.Plan(LoadCall.Empty, server.Grpc, CallsPerSecondMax), cancellationToken);
            await MeasureAsync(server, BenchPart.Bare, settings.Plan(LoadCall.Append, server.Grpc, CallsPerSecondMax), cancellationToken);
        }

        await _keeper.DropAsync(Name, cancellationToken);
    }

    private async Task FullAsync(CancellationToken cancellationToken)
    {
        if (!settings.Has(BenchPart.Full) && !settings.Has(BenchPart.Stream) && !settings.Has(BenchPart.Half))
        {
            return;
        }

        const string Name = "bench_full";
        await _keeper.MakeEmptyAsync(Name, cancellationToken);
        var empty = (Rows: 0L, Bytes: 0L);
        double accepted, commits;
        await using (var server = await servers.StartServiceAsync(store, Name, cancellationToken))
        {
            empty = await _keeper.MeasureAsync(Name, cancellationToken);
            var plan = settings.Plan(LoadCall.Submit, server.Grpc, BenchSettings.InvoicesPerSecondMax) with { Token = ServiceConnection.LocalToken(servers.DataOf(Name), time) };
            plan = plan with { Seed = BenchSettings.Seed, LedgerInvoices = plan.CountMax * 3 };
            var peak = settings.Has(BenchPart.Full) || settings.Has(BenchPart.Half) ? await MeasureAsync(server, BenchPart.Full, plan, cancellationToken, always: true) : null;
            await MeasureAsync(server, BenchPart.Stream, plan with { Call = LoadCall.SubmitStream, LedgerFirst = plan.CountMax }, cancellationToken);
            if (peak is not null)
            {
                await MeasureAsync(server, BenchPart.Half, plan with { InFlight = 0, PerSecond = peak.PerSecond / 2, LedgerFirst = plan.CountMax * 2 }, cancellationToken);
            }

            var counts = await server.CountAsync(cancellationToken);
            (accepted, commits) = (counts.Accepted, counts.Commits);
        }

        var full = await _keeper.MeasureAsync(Name, cancellationToken);
        _tally.AddStored((full.Rows - empty.Rows) / accepted, (full.Bytes - empty.Bytes) / accepted);
        screen.Line($"  {accepted:#,0} invoices: {(full.Rows - empty.Rows) / accepted:0.0} rows, {(full.Bytes - empty.Bytes) / accepted:#,0} bytes, {commits / accepted:0.000} commits each");
        await _keeper.DropAsync(Name, cancellationToken);
    }

    private async Task ScoredAsync(CancellationToken cancellationToken)
    {
        if (models is null)
        {
            return;
        }

        const string Name = "bench_scored";
        await _keeper.MakeEmptyAsync(Name, cancellationToken);
        await using (var server = await servers.StartServiceAsync(store, Name, cancellationToken, models))
        {
            var plan = settings.Plan(LoadCall.Submit, server.Grpc, BenchSettings.InvoicesPerSecondMax) with { Token = ServiceConnection.LocalToken(servers.DataOf(Name), time) };
            var measured = await MeasureAsync(server, BenchPart.Scored, plan with { Seed = BenchSettings.Seed, LedgerInvoices = settings.ScoredLedger.Invoices }, cancellationToken);
            if (measured is not null && measured.Period.Scored < measured.Period.Answered)
            {
                screen.Line($"             {measured.Period.Answered - measured.Period.Scored:#,0} of {measured.Period.Answered:#,0} went to a person without scores");
            }
        }

        await _keeper.DropAsync(Name, cancellationToken);
    }

    private async Task PlainAsync(CancellationToken cancellationToken)
    {
        if (!settings.Has(BenchPart.Plain) || store != BenchStore.Postgres)
        {
            return;
        }

        const string Name = "bench_plain";
        await _keeper.MakeEmptyAsync(Name, cancellationToken);
        await using (var server = await servers.StartPlainAsync(Name, cancellationToken))
        {
            var plan = settings.Plan(LoadCall.Submit, server.Grpc, BenchSettings.InvoicesPerSecondMax) with { Token = ServiceConnection.LocalToken(servers.DataOf(Name), time) };
            await MeasureAsync(server, BenchPart.Plain, plan with { Seed = BenchSettings.Seed, LedgerInvoices = plan.CountMax * 3 }, cancellationToken);
        }

        await _keeper.DropAsync(Name, cancellationToken);
    }

    private async Task PgbenchAsync(CancellationToken cancellationToken)
    {
        if (settings.Has(BenchPart.Pgbench) && servers.Postgres is { } postgres)
        {
            double perSecond = await Pgbench.RunAsync(postgres, settings, cancellationToken);
            _tally.Add(BenchPart.Pgbench, perSecond);
            screen.Line($"  {"pgbench",-10} {perSecond,8:#,0}/s");
        }
    }

    private async Task StoredAsync(int count, string name, CancellationToken cancellationToken)
    {
        if (!settings.Has(BenchPart.Stored))
        {
            return;
        }

        const string Name = "bench_stored";
        var size = (int)(BenchSettings.InvoicesPerSecondMax * (settings.WarmUpSeconds + settings.MeasuredSeconds));
        var ledger = new StoredLedger(BenchSettings.Seed, settings.StoredMany + size, settings.StoredMany);
        await _keeper.MakeFilledAsync(Name, count, ledger, done => screen.Line($"  stored {done:#,0} of {count:#,0} invoices"), cancellationToken);
        await using (var server = await servers.StartServiceAsync(store, Name, cancellationToken))
        {
            var plan = settings.Plan(LoadCall.Submit, server.Grpc, BenchSettings.InvoicesPerSecondMax) with
            {
                Token = ServiceConnection.LocalToken(servers.DataOf(Name), time),
                Seed = ledger.Seed,
                LedgerInvoices = ledger.Invoices,
                LedgerFirst = ledger.First,
                CopyEvery = CopyEvery,
            };
            var measured = await server.RunAsync(plan, cancellationToken);
            _tally.Add(name, measured.PerSecond);
            Show(name, measured);
            screen.Line($"             {measured.Load.CopiesFound:#,0} of {measured.Load.Copies:#,0} copies of old invoices found again");
            if (count == settings.StoredMany && measured.Load.CopiesFound < measured.Load.Copies)
            {
                throw new CliException(ExitCode.Failed, "Every copy of a stored invoice must be answered with its twin; some were not.");
            }
        }

        await _keeper.DropAsync(Name, cancellationToken);
    }

    private async Task<Measured?> MeasureAsync(RunningServer server, BenchPart part, LoadPlan plan, CancellationToken cancellationToken, bool always = false)
    {
        if (!always && !settings.Has(part))
        {
            return null;
        }

        var measured = await server.RunAsync(plan, cancellationToken);
        _tally.Add(part, measured);
        Show(part.ToString().ToLowerInvariant(), measured);
        return measured;
    }

    private void Show(string name, Measured measured)
    {
        var load = measured.Load;
        screen.Line(
            $"  {name,-10} {measured.PerSecond,8:#,0}/s  p50 {load.P50Ms,6:0.0} ms  p99 {load.P99Ms,6:0.0} ms  cpu {measured.CpuMicros,5:0} us"
            + (measured.DatabaseCpuSeconds > 0 ? $" ({measured.DatabaseCpuMicros:0} the database's)" : "")
            + $", the generator's {load.CpuSeconds * 1e6 / Math.Max(1, load.MeasuredOk):0}"
            + (load.LateMaxMs > 0 ? $"; sent up to {load.LateMaxMs:0.0} ms late" : "")
            + (load.UsedUp ? "; the prepared requests were used up before the time was" : ""));
    }
}
