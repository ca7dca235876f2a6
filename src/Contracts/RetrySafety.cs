using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Client;

/// <summary>Which calls may be sent again when nobody knows what became of the first.</summary>
internal static class RetrySafety
{
    private const string KeyField = "idempotency_key";

    /// <summary>Calls that read, and those that carry an idempotency key. By the contract's names: Get… and List… change nothing.</summary>
    public static bool IsSafe<TRequest>(TRequest request, string rpc) => HasNamedReport(request)
        || ((request as IMessage)?.Descriptor.FindFieldByName(KeyField) is { } key
            ? key.Accessor.GetValue(request as IMessage) is string { Length: > 0 }
            : rpc.StartsWith("Get", StringComparison.Ordinal) || rpc.StartsWith("List", StringComparison.Ordinal));

    /// <summary>A report's key is its source's own id.</summary>
    private static bool HasNamedReport<TRequest>(TRequest request) => request is ReportRequest { Report: { Source.Length: > 0, EventId.Length: > 0 } };
}
