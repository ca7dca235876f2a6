using System.Text.Json.Serialization;

namespace Triage.Cli.Planted;

/// <param name="Found">Triage raised the exception that fits; for a copy, with the right twin.</param>
/// <param name="FlaggedElsewhere">Triage raised other exceptions only.</param>
/// <param name="Missed">Triage raised none, or gave no verdict.</param>
internal sealed record PlantedCounts([property: JsonIgnore] string Problem, string Exception, long Planted, long Found, long FlaggedElsewhere, long Missed);
