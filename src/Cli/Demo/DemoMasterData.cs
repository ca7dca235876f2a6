using Triage.Cli.Generate;
using Triage.Cli.MasterData;
using Triage.Cli.Output;
using Triage.Client;
using Triage.Protos.V1;
using Triage.Training.Generation;

namespace Triage.Cli.Demo;

/// <summary>Brings what a generated ledger fits into force; never over what somebody else brought.</summary>
internal sealed class DemoMasterData(TriageClientOptions options, Screen screen, TimeProvider time)
{
    /// <summary>By it the demo knows its own versions again.</summary>
    public const string Subject = "triage-demo";

    /// <param name="ledger"><c>null</c>: the ledger is the user's own, and so is what it is held against.</param>
    public async Task PrepareAsync(GeneratedLedger? ledger, CancellationToken cancellationToken)
    {
        using var client = TriageClient.Connect(options);
        var inForce = (await client.MasterData.GetMasterDataAsync(new(), cancellationToken: cancellationToken)).InForce.Where(version => version.Entries > 0).ToArray();
        if (ledger is null)
        {
            Tell(inForce, "Invoices are held against master data in force");
        }
        else if (Array.Exists(inForce, version => version.ImportedBy != Subject))
        {
            Tell(inForce, "Master data in force are kept, so invoices of the generated ledger may be unknown to them");
        }
        else
        {
            foreach (var kind in GeneratedMasterData.Kinds)
            {
                var report = await new ImportRun(kind, ledger.MasterDataPath(kind)) { AllowRemovals = true }.RunAsync(options, screen, time, cancellationToken);
                screen.Line($"Generated master data (made up): {report.Entries} {kind}, version {report.Version}");
            }
        }
    }

    private void Tell(MasterDataVersion[] inForce, string sentence)
    {
        if (inForce.Length > 0)
        {
            var versions = inForce.Select(version => $"{MasterDataKinds.Name(version.Kind)} version {version.Version} by {version.ImportedBy}");
            screen.Line($"{sentence}: {string.Join(", ", versions)}. ./triage import --list shows them.");
        }
    }
}
