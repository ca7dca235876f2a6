using Microsoft.Extensions.Options;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Waiting;

/// <summary>How many calls may wait at once in this silo.</summary>
internal sealed class WaitingPlaces(IOptions<WaitingOptions> options, WaitingMetrics waiting, EdgeMetrics edge)
{
    private const string Kind = "waiters";

    public async Task<T> InOneAsync<T>(Func<Task<T>> wait)
    {
        try
        {
            if (waiting.OnEntered() > options.Value.WaitersMax)
            {
                edge.OnCallRefused(Kind);
                throw RpcErrors.ResourceExhausted(Kind, "Too many calls wait already; ask again later, or follow the feed.");
            }

            return await wait();
        }
        finally
        {
            waiting.OnLeft();
        }
    }
}
