using System.Globalization;
using Triage.Cli.Output;
using Triage.Training.Suppliers;

namespace Triage.Cli.Evaluate;

internal sealed class SupplierTables(Screen screen)
{
    public void Show(SuppliersReport figures)
    {
        screen.Table(
            $"{Count(figures.Names)} names that differ from their supplier's, among {Count(figures.Suppliers)} suppliers; {figures.Folds.Length} parts by supplier",
            ["figure", "trigrams of the raw name", "matcher"],
            [
                ["first supplier right", Share(figures.BaselineTop1), Share(figures.Top1)],
                ["95 % interval, by supplier", "", $"{Share(figures.Top1Low)} to {Share(figures.Top1High)}"],
                ["right among the first three", Share(figures.BaselineTop3), Share(figures.Top3)],
                ["right supplier offered at all", "", Share(figures.Offered)],
                ["calibration error of the first (ECE)", "", Share(figures.Ece)],
                [$"milliseconds a name among {Count(SupplierPace.IndexSize)}", "", figures.MillisecondsAName.ToString("0.0", CultureInfo.InvariantCulture)],
            ]);
        screen.Table(
            "By part",
            ["part", "names", "trigrams", "first right", "in three"],
            [.. figures.Folds.Select((fold, at) => (string[])[Count(at + 1), Count(fold.Names), Share(fold.BaselineTop1), Share(fold.Top1), Share(fold.Top3)])]);
        screen.Table(
            "By kind of supplier",
            ["kind", "names", "trigrams", "first right", "in three"],
            [.. figures.Segments.Select(segment => (string[])[segment.Kind, Count(segment.Names), Share(segment.BaselineTop1), Share(segment.Top1), Share(segment.Top3)])]);
        Threshold(figures.Threshold);
    }

    private void Threshold(SupplierThreshold threshold) => screen.Table(
        $"Where the threshold was chosen for precision {Share(threshold.Promised)}; {Count(threshold.NoMatchNames)} of the names mean nobody",
        ["figure", "value"],
        [
            ["precision of the names let through", Share(threshold.Precision)],
            ["names with a supplier brought to it", Share(threshold.Recall)],
            ["names that mean nobody kept out", threshold.KeptOut is { } keptOut ? Share(keptOut) : "none asked"],
        ]);

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
