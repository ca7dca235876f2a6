using Triage.Training.Duplicates;
using Triage.Training.Packages;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Sections;

namespace Triage.Training.Reports.Parts;

/// <summary>What is said of the duplicate model, in the order in which it is asked.</summary>
internal static class DuplicatePart
{
    private const string Anchor = "duplicate";
    private const string Title = "Duplicates: did this bill come before?";

    public static ReportPart Of(TrainedPackage trained) => trained switch
    {
        { DuplicateJudgement: { } judged } => Judged(judged),
        { Duplicate: not null } => new(Anchor, Title, [new MissingSection("duplicate-missing", "Not judged", "The duplicate model was trained without being judged: nobody knows how good it is.")]),
        _ => new(Anchor, Title, [new MissingSection("duplicate-missing", "Not trained", "This package has no duplicate model: rules alone find copies.")]),
    };

    private static ReportPart Judged(DuplicateJudgement judged) => new(
        Anchor,
        Title,
        [
            new DuplicateHeadline(judged),
            new DuplicateCurve(judged),
            new DuplicateKinds(judged),
            new DuplicateSlices(judged),
            new ReliabilitySection(
                "duplicate-reliability",
                "Bills that have a candidate, by the probability that they are a copy. Nearly all lie at zero, so bins have fixed edges here and hold few bills in the middle: their intervals are wide.",
                [("with invoice numbers", judged.Evidence.Reliability)]),
            new ImportanceSection("duplicate-importances", $"the likeliest candidates of {Shown.Count(judged.Evidence.Explained)} bills drawn from the judged ones", judged.Evidence.Importances),
        ]);
}
