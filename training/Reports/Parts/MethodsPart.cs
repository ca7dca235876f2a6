using Triage.Training.Reports.Sections;

namespace Triage.Training.Reports.Parts;

internal static class MethodsPart
{
    public static ReportPart Of() => new("methods", "Methods", [new SourcesSection()]);
}
