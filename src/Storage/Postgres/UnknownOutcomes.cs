using Npgsql;
using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>
/// Settles appends whose commit is unknown by what a fresh connection finds: there, byte for byte, is
/// committed; anything else may still be under way, which the caller is told. Nothing is sent again.
/// </summary>
internal sealed class UnknownOutcomes(PostgresConnections connections)
{
    public async Task SettleAsync(IReadOnlyList<PendingAppend> batch, Exception failure)
    {
        try
        {
            await using var connection = await connections.OpenSingleAsync(CancellationToken.None);
            foreach (var pending in batch)
            {
                if (await IsStoredAsync(connection, pending.Append))
                {
                    pending.Acknowledge(new AppendResult(AppendOutcome.Committed));
                }
                else
                {
                    pending.Fail(new StoreUnavailableException("The store did not say what became of the append.", failure));
                }
            }
        }
        catch (Exception again)
        {
            foreach (var pending in batch.Where(pending => !pending.Answer.IsCompleted))
            {
                pending.Fail(new StoreUnavailableException("The store did not say what became of the append, and cannot be asked.", again));
            }
        }
    }

    private static async Task<bool> IsStoredAsync(NpgsqlConnection connection, InvoiceAppend append) =>
        (append.Claim is not null || !append.Events.IsEmpty)
        && (append.Claim is null || await IsClaimedAsync(connection, append, append.Claim))
        && (append.Events.IsEmpty || await IsWrittenAsync(connection, append));

    private static async Task<bool> IsClaimedAsync(NpgsqlConnection connection, InvoiceAppend append, IdempotencyClaim claim) =>
        await PostgresReads.FindRequestAsync(connection, append.Key.Tenant, claim.Request, CancellationToken.None) is { } stored
        && stored.InvoicePath == append.Key.Path && stored.PayloadSha256.AsSpan().SequenceEqual(claim.PayloadSha256.AsSpan());

    private static async Task<bool> IsWrittenAsync(NpgsqlConnection connection, InvoiceAppend append) =>
        await PostgresReads.FindEventPayloadAsync(connection, append.Key, append.ExpectedSeq + append.Events.Length, CancellationToken.None) is { } stored
        && stored.AsSpan().SequenceEqual(append.Events[^1].Payload);
}
