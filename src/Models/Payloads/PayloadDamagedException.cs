namespace Triage.Models.Payloads;

/// <summary>Stored bytes are not what was written, or were written by a newer version.</summary>
[GenerateSerializer, Alias("triage.PayloadDamagedException")]
public sealed class PayloadDamagedException() : Exception("Stored data cannot be read: it is damaged, or written by a newer version.");
