using Google.Protobuf;

namespace Triage.Client;

/// <summary>Which calls may be sent again when nobody knows what became of the first.</summary>
internal static class RetrySafety
{
    private const string KeyField = "idempotency_key";

    /// <summary>Calls that read, and those that carry an idempotency key. By the contract's names: Get… and List… change nothing.</summary>
    public static bool IsSafe<TRequest>(TRequest request, string rpc) =>
        (request as IMessage)?.Descriptor.FindFieldByName(KeyField) is { } key
            ? key.Accessor.GetValue(request as IMessage) is string { Length: > 0 }
            : rpc.StartsWith("Get", StringComparison.Ordinal) || rpc.StartsWith("List", StringComparison.Ordinal);
}
