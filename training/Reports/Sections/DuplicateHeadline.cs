using System.Xml.Linq;
using Triage.Training.Duplicates;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>Finding copies, in one table.</summary>
internal sealed record DuplicateHeadline(DuplicateJudgement Judged) : IReportSection
{
    public string Anchor => "duplicate-figures";

    public string Title => "Figures";

    public IEnumerable<XElement> Body()
    {
        var figures = Judged.Figures;
        yield return Markup.Paragraph(
            $"Copies were planted in the ledger in seven ways, and {Shown.Count(figures.Invoices)} bills of the judged days, {Shown.Count(figures.Copies)} copies among them, were asked about one after another. "
            + "The ledger's own duplicates, which nobody marked, count as bills in order: real precision is somewhat better than it says here. Real copies may be harder or easier than planted ones.");
        yield return Markup.Table(
            ["figure", "model", "exact rule", "good is"],
            [
                ["copies found", Shown.Percent(Judged.Evidence.Recall), Shown.Percent(figures.ErpRule.Recall), "high"],
                ["flagged bills that are copies", Shown.Percent(Judged.Evidence.Precision), Shown.Percent(figures.ErpRule.Precision), "95 % or more"],
                ["bills in order that are flagged", Shown.FinePercent(Judged.Evidence.FlaggedUntouched), Shown.Nothing, $"at most {Shown.FinePercent(DuplicateTrainer.FalseAlarmRate)}"],
                ["copies found without invoice numbers", Shown.Percent(Judged.Evidence.RecallWithoutNumber), Shown.Nothing, "high"],
                ["flagged that are copies, without numbers", Shown.Percent(Judged.Evidence.PrecisionWithoutNumber), Shown.Nothing, "95 % or more"],
                ["original was among the candidates", Shown.Percent(figures.CandidateRecall), Shown.Nothing, "near 100 %: nothing else can be found"],
                ["keys with more bills than are compared", Shown.FinePercent(figures.KeysOverflowedShare), Shown.Nothing, "low"],
            ]);
        yield return Markup.Note(
            "The exact rule flags what has the supplier, number, amount and date of an earlier bill, as accounting systems do. "
            + (figures.Advice ?? "The threshold was chosen on the month before the judged days, and keeps both promises there by the nearer end of their intervals: precision, and few false alarms."));
    }
}
