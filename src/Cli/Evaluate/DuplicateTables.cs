using System.Globalization;
using Triage.Cli.Output;
using Triage.Training.Duplicates;

namespace Triage.Cli.Evaluate;

internal sealed class DuplicateTables(Screen screen)
{
    public void Show(DuplicateFigures figures)
    {
        screen.Table(
            string.Create(CultureInfo.InvariantCulture, $"{figures.Copies:#,0} copies among {figures.Invoices:#,0} bills"),
            ["figure", "trained", "rule of ERPs"],
            [
                ["copies found", Share(figures.Recall), Share(figures.ErpRule.Recall)],
                ["of what is flagged, copies", Share(figures.Precision), Share(figures.ErpRule.Precision)],
                ["untouched bills flagged", Share(figures.FlagRateUntouched), ""],
                ["copies found without numbers", Share(figures.RecallWithoutNumber), ""],
                ["of what is flagged then, copies", Share(figures.PrecisionWithoutNumber), ""],
                ["copies whose original is compared at all", Share(figures.CandidateRecall), ""],
                ["keys that held too many to compare", Share(figures.KeysOverflowedShare), ""],
            ]);
        screen.Table("Copies found, by how they came", ["kind", "found"], [.. figures.RecallByKind.Select(kind => (string[])[kind.Key, Share(kind.Value)])]);
        if (figures.FlagRateDecoys.Count > 0)
        {
            screen.Table("Decoys flagged: they look like copies and are none", ["kind", "flagged"], [.. figures.FlagRateDecoys.Select(kind => (string[])[kind.Key, Share(kind.Value)])]);
        }

        if (figures.Advice is { } advice)
        {
            screen.Line(advice);
        }

        if (figures.TruthUnmatched is > 0 and var unmatched)
        {
            screen.Line($"{unmatched:#,0} rows of the truth name a bill that is not in the ledgers: they count for nothing.");
        }
    }

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);
}
