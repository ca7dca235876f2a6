using System.Text.Json.Serialization;

namespace Triage.Verify;

/// <summary>One operation of a run, as the caller saw it: a line of JSON. An operation is written as invoked before it is sent and once more when it ended.</summary>
public sealed record RunRecordLine
{
    /// <summary>The rpc, for example Submit.</summary>
    [JsonPropertyName("op")] public required string Op { get; init; }

    [JsonPropertyName("key")] public required string Key { get; init; }

    [JsonPropertyName("invoice_id")] public string? InvoiceId { get; init; }

    /// <summary>Of the accepted payload, hexadecimal; with ok.</summary>
    [JsonPropertyName("payload_sha256")] public string? PayloadSha256 { get; init; }

    /// <summary>Of the reply's bytes, hexadecimal; with ok.</summary>
    [JsonPropertyName("reply_sha256")] public string? ReplySha256 { get; init; }

    /// <summary>invoked, ok, failed (surely nothing happened) or unknown.</summary>
    [JsonPropertyName("result")] public required string Result { get; init; }
}
