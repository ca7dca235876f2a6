using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Training.Drift;

namespace Triage.Cli.Evaluate;

/// <param name="From"><c>null</c>: from where the package's data ends.</param>
internal sealed record EvalDriftRun(string Package, KeyDirectory Keys, string Ledger, string? Mapping, DateOnly? From, string? Json, TimeProvider Time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var output = new JsonOutput(Json);
        var screen = new Screen(output.TakesStandardOutput);
        var steps = new Steps(screen, Time);
        var package = ModelPackageReader.Read(new DirectoryPackage(Package), Keys.Read(), broken => throw broken);
        var ledger = Split.Dated(screen, await new LedgerReading(screen, Time, Mapping).ReadAsync(Ledger, cancellationToken));
        var weeks = await Task.Run(() => LedgerDrift.Of(package, ledger, From, steps.Begin, cancellationToken), cancellationToken);
        var report = DriftReport.Of(package, weeks);
        new DriftTables(screen).Show(report);
        await output.WriteAsync(report, cancellationToken);
    }
}
