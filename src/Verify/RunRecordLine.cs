using System.Text.Json.Serialization;

namespace Triage.Verify;

/// <summary>One operation of a run, as the caller saw it: a line of JSON. An operation is written as invoked before it is sent and once more when it ended.</summary>
public sealed record RunRecordLine
{
    /// <summary>The op of a fault that the run made: begun, then ended when what it broke could serve again.</summary>
    public const string Fault = "Fault";

    /// <summary>The rpc, for example Submit.</summary>
    [JsonPropertyName("op")] public required string Op { get; init; }

    [JsonPropertyName("key")] public required string Key { get; init; }

    [JsonPropertyName("invoice_id")] public string? InvoiceId { get; init; }

    /// <summary>Of the accepted payload, hexadecimal; with ok.</summary>
    [JsonPropertyName("payload_sha256")] public string? PayloadSha256 { get; init; }

    /// <summary>Of the reply's bytes, hexadecimal; with ok.</summary>
    [JsonPropertyName("reply_sha256")] public string? ReplySha256 { get; init; }

    /// <summary>When the caller saw it, in microseconds since 1970 by its own clock; needed for I11 alone.</summary>
    [JsonPropertyName("at_us"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? AtMicros { get; init; }

    /// <summary>invoked, ok, failed (surely nothing happened) or unknown; of a fault begun or ended.</summary>
    [JsonPropertyName("result")] public required string Result { get; init; }
}
