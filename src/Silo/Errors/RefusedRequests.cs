using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>Answers a request that no call was made of, as the call would have been answered: over gRPC by trailers alone, over REST by a body.</summary>
internal static class RefusedRequests
{
    private static readonly JsonFormatter Json = new(
        new JsonFormatter.Settings(formatDefaultValues: true).WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    /// <param name="restStatus">Where HTTP has a status that says more than the code's own.</param>
    public static Task AnswerAsync(HttpContext context, RpcException refusal, int? restStatus = null)
    {
        CallOutcome.Set(context, refusal.StatusCode);
        return UnreadableRequests.IsGrpc(context) ? AnswerGrpcAsync(context.Response, refusal) : AnswerRestAsync(context, refusal, restStatus ?? RestStatus.Of(refusal.StatusCode));
    }

    /// <summary>Over REST the delay stands in the header that HTTP has for it, too.</summary>
    public static void NameDelay(HttpContext context, RpcException refusal)
    {
        if (!UnreadableRequests.IsGrpc(context) && !context.Response.HasStarted && refusal.GetRpcStatus()?.GetDetail<RetryInfo>() is { } retry)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(retry.RetryDelay.ToTimeSpan().TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static Task AnswerGrpcAsync(Microsoft.AspNetCore.Http.HttpResponse response, RpcException refusal)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers[UnreadableRequests.StatusTrailer] = ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(refusal.Status.Detail);
        foreach (var trailer in refusal.Trailers.Where(trailer => trailer.IsBinary))
        {
            response.Headers[trailer.Key] = Convert.ToBase64String(trailer.ValueBytes);
        }

        return response.CompleteAsync();
    }

    private static Task AnswerRestAsync(HttpContext context, RpcException refusal, int restStatus)
    {
        NameDelay(context, refusal);
        var status = refusal.GetRpcStatus() ?? new Google.Rpc.Status { Code = (int)refusal.StatusCode, Message = refusal.Status.Detail };
        context.Response.StatusCode = restStatus;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Json.Format(status), context.RequestAborted);
    }
}
