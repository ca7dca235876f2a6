namespace Triage.Models.Lifecycle;

[GenerateSerializer, Immutable, Alias("triage.ReportEntry")]
public sealed record ReportEntry([property: Id(0)] StatusReport Report, [property: Id(1)] ReportStanding Standing);
