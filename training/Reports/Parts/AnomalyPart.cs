using Triage.Training.Packages;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Sections;

namespace Triage.Training.Reports.Parts;

/// <summary>What is said of the anomaly model, in the order in which it is asked.</summary>
internal static class AnomalyPart
{
    private const string Anchor = "anomaly";
    private const string Title = "Anomalies: is this bill unusual?";

    public static ReportPart Of(TrainedPackage trained) => trained switch
    {
        { AnomalyFigures: { } figures } => new(Anchor, Title,
        [
            new AnomalyHeadline(figures),
            new AnomalyFinding(figures),
            new AnomalyMonths(figures),
            new ReliabilitySection(
                "anomaly-reliability",
                "Bills by the probability that something is wrong with them. Nearly all lie near zero, so bins have fixed edges here and hold few bills at the top: their intervals are wide.",
                [("all judged bills", figures.Reliability)]),
            new ImportanceSection("anomaly-importances", $"{Shown.Count(figures.Explained)} bills drawn from the judged ones", figures.Importances),
        ]),
        { Anomaly: not null } => new(Anchor, Title, [new MissingSection("anomaly-missing", "Not judged", "The anomaly model was trained without being judged: nobody knows how good it is.")]),
        _ => new(Anchor, Title, [new MissingSection("anomaly-missing", "Not trained", "This package has no anomaly model: rules alone say what is unusual.")]),
    };
}
