using Triage.Storage;
using Triage.Storage.Scan;

namespace Triage.Verify;

/// <summary>Proves the invariants on a store, and on the record of a run where one is given. Trusts no service: it reads rows and records.</summary>
public static class StoreVerifier
{
    /// <param name="store">The data directory of an embedded store, or PostgreSQL's connection string; it may be in use.</param>
    /// <param name="recordPath">JSON lines that a load generator wrote, see <see cref="RunRecordLine"/>.</param>
    public static async Task<IReadOnlyList<InvariantResult>> VerifyAsync(string store, string? recordPath, CancellationToken cancellationToken)
    {
        var tenants = StoreScans.Open(store);
        try
        {
            return await VerifyAsync(tenants, recordPath, cancellationToken);
        }
        finally
        {
            foreach (var scan in tenants)
            {
                scan.Dispose();
            }
        }
    }

    private static async Task<IReadOnlyList<InvariantResult>> VerifyAsync(IReadOnlyList<IStoreScan> tenants, string? recordPath, CancellationToken cancellationToken)
    {
        var sequences = new Finding("I2", "Histories are gapless, legal, and give the stored state");
        var apart = new Finding("I9", "Tenants are apart");
        var oneThing = new Finding("I10", "Each open invoice, and each that a person must look at, waits for exactly one thing");
        foreach (var scan in tenants)
        {
            await Task.Run(() => new HistoryInvariants(scan, sequences, apart, oneThing).Check(cancellationToken), cancellationToken);
        }

        var (acknowledged, replies, feed, ready) = recordPath is null
            ? (Finding.Without("I1", RecordInvariants.AcknowledgedTitle, InvariantStatus.NotAsked), Finding.Without("I3", RecordInvariants.RepliesTitle, InvariantStatus.NotAsked), Finding.Without("I8", FeedDeliveries.Title, InvariantStatus.NotAsked), Finding.Without("I11", Readiness.Title, InvariantStatus.NotAsked))
            : await new RecordInvariants(tenants).CheckAsync(recordPath, cancellationToken);
        return
        [
            acknowledged,
            sequences.Result(),
            replies,
            Finding.Without("I4", "Audit proofs verify", InvariantStatus.NotBuilt),
            Finding.Without("I5", "Queues conserve their items", InvariantStatus.NotBuilt),
            Finding.Without("I6", "Reopening takes another person", InvariantStatus.NotBuilt),
            Finding.Without("I7", "Replay gives the same verdict", InvariantStatus.NotBuilt),
            feed,
            apart.Result(),
            oneThing.Result(),
            ready,
        ];
    }
}
