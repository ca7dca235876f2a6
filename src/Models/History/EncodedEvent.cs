using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>An event as it is stored.</summary>
/// <param name="Payload">Everything but the sensitive fields.</param>
/// <param name="Sensitive">The sensitive fields, stored apart so that they can be encrypted or destroyed without touching history; <c>null</c> where there are none.</param>
/// <param name="Features">What the scorers were asked, stored apart because nobody reads it but who judges again; <c>null</c> where there is nothing.</param>
public sealed record EncodedEvent(InvoiceEventType Type, long AtMicros, byte[] Payload, byte[]? Sensitive, byte[]? Features = null);
