using System.Globalization;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>With which status a request ended, for whoever counts it.</summary>
internal static class CallOutcome
{
    private static readonly object Key = new();

    public static void Set(HttpContext context, StatusCode code) => context.Items[Key] = code;

    /// <summary>What was set; else what the framework answered, before any of ours was asked.</summary>
    public static StatusCode Of(HttpContext context) =>
        context.Items[Key] as StatusCode?
        ?? (context.Response.Headers.TryGetValue(UnreadableRequests.StatusTrailer, out var status) && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (StatusCode)number
            : context.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled
            : context.Response.StatusCode < StatusCodes.Status400BadRequest ? StatusCode.OK : StatusCode.InvalidArgument);
}
