using System.Text.Json.Serialization;
using Triage.Models.Features.Coding;
using Triage.Training.Coding;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval coding --json` writes.</summary>
internal sealed record CodingReport
{
    [JsonIgnore] public required CodeField Field { get; init; }
    [JsonPropertyName("field")] public string FieldName => Field.Name();
    public required string TrainedUntil { get; init; }
    public required int TrainedLines { get; init; }

    /// <summary>History ends where the judged days begin.</summary>
    public required CodingFigures Frozen { get; init; }

    /// <summary>History grows by the confirmed codes of each day that has passed; the trees stay.</summary>
    public required CodingFigures Growing { get; init; }
    public required double Seconds { get; init; }
}
