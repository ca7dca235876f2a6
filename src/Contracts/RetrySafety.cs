using Google.Protobuf;

namespace Triage.Client;

/// <summary>Which calls may be sent again when nobody knows what became of the first.</summary>
internal static class RetrySafety
{
    private const string KeyField = "idempotency_key";

    // By the contract's names these change nothing.
    private static readonly string[] Reading = ["Get", "List", "Await"];

    /// <summary>Calls that read, and those that carry an idempotency key.</summary>
    public static bool IsSafe<TRequest>(TRequest request, string rpc) =>
        (request as IMessage)?.Descriptor.FindFieldByName(KeyField) is { } key
            ? key.Accessor.GetValue(request as IMessage) is string { Length: > 0 }
            : Reads(rpc);

    public static bool Reads(string rpc) => Reading.Any(prefix => rpc.StartsWith(prefix, StringComparison.Ordinal));
}
