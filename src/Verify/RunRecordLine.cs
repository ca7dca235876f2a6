using System.Text.Json.Serialization;

namespace Triage.Verify;

/// <summary>
/// One operation of a run, as the caller saw it: a line of JSON. An operation is written as invoked before it is sent
/// and once more when it ended. A subscriber writes where it begins and each message of the feed that it took.
/// </summary>
public sealed record RunRecordLine
{
    /// <summary>The op of a fault that the run made: begun, then ended when what it broke could serve again.</summary>
    public const string Fault = "Fault";

    /// <summary>The op of a subscriber that begins, for the first time or again; begun.</summary>
    public const string Follow = "Follow";

    /// <summary>The op of an event that a subscriber took; ok.</summary>
    public const string Deliver = "Deliver";

    /// <summary>The op of a heartbeat that a subscriber took: everything up to its position was sent or passed over; ok.</summary>
    public const string Heartbeat = "Heartbeat";

    /// <summary>The rpc, for example Submit.</summary>
    [JsonPropertyName("op")] public required string Op { get; init; }

    /// <summary>The idempotency key; of a subscriber, its name.</summary>
    [JsonPropertyName("key")] public required string Key { get; init; }

    [JsonPropertyName("invoice_id")] public string? InvoiceId { get; init; }

    /// <summary>Of the accepted payload, hexadecimal; with ok.</summary>
    [JsonPropertyName("payload_sha256")] public string? PayloadSha256 { get; init; }

    /// <summary>Of the reply's bytes, hexadecimal; with ok.</summary>
    [JsonPropertyName("reply_sha256")] public string? ReplySha256 { get; init; }

    /// <summary>Of the event or heartbeat; of a subscriber that begins, what it begins behind where it knows.</summary>
    [JsonPropertyName("position"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? Position { get; init; }

    [JsonPropertyName("event_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? EventId { get; init; }

    /// <summary>What a subscriber asks for: nothing else comes, and nothing of it is left out. Empty or absent: everything.</summary>
    [JsonPropertyName("event_types"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? EventTypes { get; init; }

    [JsonPropertyName("facilities"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? Facilities { get; init; }

    [JsonPropertyName("source_systems"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<string>? SourceSystems { get; init; }

    /// <summary>When the caller saw it, in microseconds since 1970 by its own clock; needed for I11 alone.</summary>
    [JsonPropertyName("at_us"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? AtMicros { get; init; }

    /// <summary>invoked, ok, failed (surely nothing happened) or unknown; of a fault begun or ended.</summary>
    [JsonPropertyName("result")] public required string Result { get; init; }
}
