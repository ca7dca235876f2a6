using Triage.Storage.Sqlite;

namespace Triage.Verify;

/// <summary>Proves the invariants on a store, and on the record of a run where one is given. Trusts no service: it reads rows and records.</summary>
public static class StoreVerifier
{
    /// <param name="dataDirectory">The store's; it may be in use.</param>
    /// <param name="recordPath">JSON lines that a load generator wrote, see <see cref="RunRecordLine"/>.</param>
    public static async Task<IReadOnlyList<InvariantResult>> VerifyAsync(string dataDirectory, string? recordPath, CancellationToken cancellationToken)
    {
        // The store's clock is not asked for anything here.
        using var scan = new SqliteStoreScan(dataDirectory, TimeProvider.System);
        var histories = new HistoryInvariants(scan);
        await Task.Run(() => histories.Check(cancellationToken), cancellationToken);
        var (acknowledged, replies) = recordPath is null
            ? (Finding.Without("I1", RecordInvariants.AcknowledgedTitle, InvariantStatus.NotAsked), Finding.Without("I3", RecordInvariants.RepliesTitle, InvariantStatus.NotAsked))
            : await new RecordInvariants(scan).CheckAsync(recordPath, cancellationToken);
        return
        [
            acknowledged,
            histories.Sequences,
            replies,
            Finding.Without("I4", "Audit proofs verify", InvariantStatus.NotBuilt),
            Finding.Without("I5", "Queues conserve their items", InvariantStatus.NotBuilt),
            Finding.Without("I6", "Reopening takes another person", InvariantStatus.NotBuilt),
            Finding.Without("I7", "Replay gives the same verdict", InvariantStatus.NotBuilt),
            Finding.Without("I8", "The feed delivers each event in order", InvariantStatus.NotBuilt),
            Finding.Without("I9", "Tenants are apart", InvariantStatus.NotBuilt),
            histories.OneThingEach,
            Finding.Without("I11", "Ready within 60 s of the last fault", InvariantStatus.NotBuilt),
        ];
    }
}
