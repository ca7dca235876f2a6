using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Limits;

/// <summary>Refuses a message that its tenant may not send, where that is smaller than what anybody may send.</summary>
internal sealed class MessageSizes(LimitsTable limits, IOptions<EdgeOptions> edge, EdgeMetrics metrics)
{
    public void Check(IMessage? message, string tenant)
    {
        var max = limits.Of(tenant).MessageBytesMax;
        if (max < edge.Value.ReceiveBytesMax && message?.CalculateSize() > max)
        {
            throw TooLarge(metrics);
        }
    }

    public static RpcException TooLarge(EdgeMetrics metrics)
    {
        metrics.OnRefused(LimitKind.Bytes);
        return LimitErrors.TooLarge("Limits:MessageBytesMax", "The message is larger than the tenant may send");
    }
}
