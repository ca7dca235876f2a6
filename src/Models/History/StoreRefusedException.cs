namespace Triage.Models.History;

/// <summary>The store does not serve this tenant: the embedded store holds one.</summary>
[GenerateSerializer, Alias("triage.StoreRefusedException")]
public sealed class StoreRefusedException(string message) : Exception(message);
