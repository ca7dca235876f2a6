using Microsoft.Extensions.Options;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Waiting;

/// <summary>How many calls may wait at once in this silo.</summary>
internal sealed class WaitingPlaces(IOptions<WaitingOptions> options, EdgeMetrics metrics)
{
    private const string Kind = "waiters";
    private int _taken;

    public async Task<T> InOneAsync<T>(Func<Task<T>> wait)
    {
        try
        {
            if (Interlocked.Increment(ref _taken) > options.Value.WaitersMax)
            {
                metrics.OnCallRefused(Kind);
                throw RpcErrors.ResourceExhausted(Kind, "Too many calls wait already; ask again later, or follow the feed.");
            }

            return await wait();
        }
        finally
        {
            Interlocked.Decrement(ref _taken);
        }
    }
}
