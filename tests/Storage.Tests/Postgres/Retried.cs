using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Storage.Tests.Postgres;

/// <summary>What a client does with an append: again under the same key, until there is an answer.</summary>
internal static class Retried
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>How often the answer was "unavailable" before it was an answer.</returns>
    public static async Task<int> UntilAnsweredAsync(IInvoiceLog log, InvoiceAppend append, CancellationToken cancellationToken)
    {
        for (var refused = 0; ; refused++)
        {
            try
            {
                var result = await log.AppendAsync(append, cancellationToken);
                if (result.Outcome == AppendOutcome.Committed)
                {
                    return refused;
                }

                // An earlier try was written although nobody could say so: then the key is this invoice's own.
                Assert.True(refused > 0, $"{append.Key} was {result.Outcome} at its first try.");
                Assert.Equal(append.Key.Path, (await log.FindRequestAsync(append.Key.Tenant, append.Claim!.Request, cancellationToken))?.InvoicePath);
                return refused;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public static async Task AllAreStoredOnceAsync(IInvoiceLog log, IEnumerable<InvoiceKey> keys, CancellationToken cancellationToken)
    {
        var positions = new List<long>();
        foreach (var key in keys)
        {
            positions.Add(Assert.Single(await log.ReadAsync(key, cancellationToken)).Position);
        }

        Assert.Equal(Enumerable.Range(1, positions.Count).Select(n => (long)n), positions.Order());
    }
}
