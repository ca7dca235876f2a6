using System.Text.Json.Serialization;

namespace Triage.Cli.Submit;

internal sealed class CheckCounts
{
    [JsonPropertyName("passed")] public long Passed { get; set; }

    [JsonPropertyName("failed")] public long Failed { get; set; }

    [JsonPropertyName("not_applicable")] public long NotApplicable { get; set; }
}
