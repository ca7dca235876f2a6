using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Triage.Silo.Errors;

namespace Triage.Silo.Edge;

/// <summary>A REST body has the limit of a gRPC message: it is read before anybody asks who sent it.</summary>
internal sealed class RequestSizes(RequestDelegate next, IOptions<EdgeOptions> edge)
{
    // google.rpc.Code.RESOURCE_EXHAUSTED, in the shape that transcoding gives to errors.
    private const string TooLarge = """{"code":8,"message":"The request is larger than Edge:ReceiveBytesMax allows; nothing was accepted.","details":[]}""";

    public async Task InvokeAsync(HttpContext context)
    {
        if (UnreadableRequests.IsGrpc(context))
        {
            await next(context);
            return;
        }

        var max = edge.Value.ReceiveBytesMax;
        if (context.Request.ContentLength > max)
        {
            await RefuseAsync(context);
            return;
        }

        // Without a length in front, the server stops reading at the limit.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = max;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            await RefuseAsync(context);
        }
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(TooLarge, context.RequestAborted);
    }
}
