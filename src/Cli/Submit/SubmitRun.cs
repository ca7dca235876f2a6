using Triage.Cli.Output;
using Triage.Cli.Serve;
using Triage.Client;

namespace Triage.Cli.Submit;

/// <summary>What submit and demo have in common: send a ledger, show progress, report.</summary>
internal sealed record SubmitRun(string Ledger, string? Mapping, int Window, string? RecordFile, ulong? GeneratedSeed)
{
    /// <summary>Reads the metrics of the local service too; null for one elsewhere.</summary>
    public async Task<SubmitReport> RunAsync(
        TriageClientOptions options, ServiceAddress? local, long? total, Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!File.Exists(Ledger))
        {
            throw new CliException(ExitCode.Failed, $"There is no file {Path.GetFullPath(Ledger)}. Check the path.");
        }

        var mapping = Mapping is null ? null : Mapping;
        var before = await ServiceFigures.ReadAsync(local, cancellationToken);
        using var client = TriageClient.Connect(options);
        await using var record = RecordFile is null ? null : new RunRecord(RecordFile, time);
        var tally = new SubmitTally(time);
        var work = new LedgerSubmission(client, tally, record, time).RunAsync(Ledger, mapping, Window, cancellationToken);
        await screen.WatchAsync(GeneratedSeed is null ? "Submitting invoices" : "Submitting generated invoices", total, () => tally.Answered, work, time);
        var report = tally.Report() with { GeneratedSeed = GeneratedSeed };
        return (await ServiceFigures.ReadAsync(local, cancellationToken)).AddTo(report, before);
    }
}
