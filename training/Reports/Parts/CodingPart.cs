using Triage.Training.Coding;
using Triage.Training.Packages;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Sections;

namespace Triage.Training.Reports.Parts;

/// <summary>What is said of the coding model, in the order in which it is asked.</summary>
internal static class CodingPart
{
    private const string Anchor = "coding";
    private const string Title = "Coding: which account is it?";

    public static ReportPart Of(TrainedPackage trained) => trained switch
    {
        { CodingFrozen: { } frozen, CodingGrowing: { } growing } => Judged(frozen, growing),
        { Coding: not null } => new(Anchor, Title, [new MissingSection("coding-missing", "Not judged", "The coding model was trained without being judged: nobody knows how good it is.")]),
        _ => new(Anchor, Title, [new MissingSection("coding-missing", "Not trained", "This package has no coding model: no line gets a suggestion from it.")]),
    };

    private static ReportPart Judged(CodingJudgement frozen, CodingJudgement growing) => new(
        Anchor,
        Title,
        [
            new CodingHeadline(frozen, growing),
            new ReliabilitySection(
                "coding-reliability",
                "Lines sorted by the probability of their first suggestion and cut into 15 bins of equal size. Good is every interval touching the dashed line; the calibration error above is the mean distance from it.",
                [("frozen", frozen.Evidence.Reliability), ("growing", growing.Evidence.Reliability)]),
            new CodingSelection(frozen, growing),
            new CodingDrift(frozen, growing),
            new CodingSegments(growing),
            new CodingConfusions(growing),
            new ImportanceSection("coding-importances", $"the first suggestions for {Shown.Count(growing.Evidence.Explained)} lines drawn from the judged ones", growing.Evidence.Importances),
        ]);
}
