namespace Triage.Models.History;

/// <summary>Storage cannot be reached or cannot write now. Retrying with the same idempotency key is safe.</summary>
[GenerateSerializer, Alias("triage.StoreUnavailableException")]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
