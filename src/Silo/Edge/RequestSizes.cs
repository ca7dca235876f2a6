using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Triage.Silo.Errors;
using Triage.Silo.Telemetry;

namespace Triage.Silo.Edge;

/// <summary>A REST body has the limit of a gRPC message: what says that it is longer is not read at all.</summary>
internal sealed class RequestSizes(RequestDelegate next, IOptions<EdgeOptions> edge, EdgeMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (UnreadableRequests.IsGrpc(context))
        {
            return next(context);
        }

        var max = edge.Value.ReceiveBytesMax;
        if (context.Request.ContentLength > max)
        {
            metrics.OnRefused(LimitKind.Bytes);
            return RefusedRequests.AnswerAsync(
                context, LimitErrors.TooLarge("Edge:ReceiveBytesMax", "The request is larger than anybody may send"), StatusCodes.Status413PayloadTooLarge);
        }

        // Without a length in front, the server stops reading at the limit.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = max;
        }

        return next(context);
    }
}
