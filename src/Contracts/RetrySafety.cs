using Google.Protobuf;
using Triage.Protos.V1;

namespace Triage.Client;

/// <summary>Which calls may be sent again when nobody knows what became of the first.</summary>
internal static class RetrySafety
{
    private const string KeyField = "idempotency_key";

    // By the contract's names these change nothing.
    private static readonly string[] Reading = ["Get", "List", "Await", "Download", "Replay", "Measure"];

    // What these bring is told by its content: the second time it is there.
    private static readonly string[] ByContent = ["Import", "RestoreMasterData", "RegisterModel"];

    /// <summary>Calls that read, those that carry an idempotency key, and those that the same content leaves as they are.</summary>
    public static bool IsSafe<TRequest>(TRequest request, string rpc) => HasNamedReport(request)
        || ((request as IMessage)?.Descriptor.FindFieldByName(KeyField) is { } key
            ? key.Accessor.GetValue(request as IMessage) is string { Length: > 0 }
            : Reads(rpc) || ByContent.Contains(rpc));

    /// <summary>Whether the contract gives such a call something to be told by.</summary>
    public static bool HasOwnName(string rpc) => ByContent.Contains(rpc) || rpc == "Report";

    public static bool Reads(string rpc) => Reading.Any(prefix => rpc.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>A report's key is its source's own id.</summary>
    private static bool HasNamedReport<TRequest>(TRequest request) => request is ReportRequest { Report: { Source.Length: > 0, EventId.Length: > 0 } };
}
