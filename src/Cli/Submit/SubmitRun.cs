using Triage.Cli.Generate;
using Triage.Cli.Output;
using Triage.Cli.Planted;
using Triage.Cli.Serve;
using Triage.Client;
using Triage.Training.Generation;
using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>What submit and demo have in common: send a ledger, show progress, report.</summary>
internal sealed record SubmitRun(string Ledger, string? Mapping, int Window, string? RecordFile, string RejectsFile)
{
    /// <summary>Of a ledger that was made up a moment ago; <c>null</c> for one that was given.</summary>
    public GeneratedLedger? Generated { get; init; }

    /// <summary>Reads the metrics of the local service too; null for one elsewhere.</summary>
    public async Task<SubmitReport> RunAsync(
        TriageClientOptions options, ServiceAddress? local, Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        Training.Ledgers.Ledger.Check(Ledger, Mapping);
        var before = await ServiceFigures.ReadAsync(local, cancellationToken);
        using var client = TriageClient.Connect(options);
        await using var record = RecordFile is null ? null : new RunRecord(RecordFile, time);
        await using var rejects = new RejectsFile(RejectsFile, Ledger);
        var planted = Generated is null ? null : new PlantedFindings(await PlantedTruth.ReadAsync(Generated.TruthPath, cancellationToken));
        var (tally, read) = (new SubmitTally(time, planted, rejects), new LedgerProgress());
        var work = new LedgerSubmission(client, tally, record, time).RunAsync(Ledger, Mapping, Window, read, cancellationToken);
        await screen.WatchAsync(
            Generated is null ? "Submitting invoices" : "Submitting generated invoices",
            () => Generated is { Invoices: var total } ? WorkProgress.Of(tally.Answered, total) : new WorkProgress(tally.Answered, null, read.Share),
            work,
            time);
        var report = tally.Report() with { GeneratedSeed = Generated?.Seed };
        return (await ServiceFigures.ReadAsync(local, cancellationToken)).AddTo(report, before);
    }
}
