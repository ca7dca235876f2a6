using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Examples.SubscribingHost;

/// <summary>Brings every invoice and waits for no verdict. After a crash it brings all again: their keys make that harmless.</summary>
internal static class Submitter
{
    private const int AtOnce = 32;

    public static Task RunAsync(TriageClient triage, string ledgerFile, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        WorkList.Read(ledgerFile),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (invoice, token) => await triage.Intake.SubmitAsync(WorkList.ToSubmit(invoice, Wait.Received), cancellationToken: token));
}
