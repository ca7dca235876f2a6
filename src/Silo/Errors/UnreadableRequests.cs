using System.Globalization;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>
/// The framework reads a unary call's frame before any interceptor and answers INTERNAL or UNKNOWN to one
/// that is cut, doubled or no message at all. That is the caller's mistake, so the answer says so.
/// </summary>
internal static class UnreadableRequests
{
    public const string StatusTrailer = "grpc-status";
    private static readonly object Read = new();

    public static void MarkRead(HttpContext context) => context.Items[Read] = true;

    public static bool IsGrpc(HttpContext context) => context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) ?? false;

    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Items.ContainsKey(Read) || context.Response.HasStarted)
        {
            return;
        }

        var headers = context.Response.Headers;
        if (headers.TryGetValue(StatusTrailer, out var status) && (status == Number(StatusCode.Internal) || status == Number(StatusCode.Unknown)))
        {
            headers[StatusTrailer] = Number(StatusCode.InvalidArgument);
            headers["grpc-message"] = "The request could not be read.";
        }
    }

    private static string Number(StatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);
}
