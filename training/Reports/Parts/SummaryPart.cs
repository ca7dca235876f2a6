using Triage.Models.Scoring.Packages;
using Triage.Training.Packages;
using Triage.Training.Reports.Sections;

namespace Triage.Training.Reports.Parts;

internal static class SummaryPart
{
    public static ReportPart Of(TrainedPackage trained, ModelManifest manifest) => new("summary", "Summary", [new PackageSection(trained, manifest), new ReadingSection()]);
}
