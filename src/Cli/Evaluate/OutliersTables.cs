using System.Globalization;
using Triage.Cli.Output;
using Triage.Training.Outliers;

namespace Triage.Cli.Evaluate;

internal sealed class OutliersTables(Screen screen)
{
    public void Show(OutliersReport report)
    {
        screen.Table(
            "ROC-AUC, fitted without labels (mean of five seeds where chance is drawn)",
            ["set", "rows", "unusual", "ours", "k-NN", "isolation forest"],
            [
                .. report.RocAuc.Select(set => (string[])[set.Key, Count(report.Sets[set.Key].Rows), Count(report.Sets[set.Key].Unusual), .. Row(set.Value)]),
                ["mean", "", "", .. Row(report.Mean)],
            ]);
        var combinations = report.Combinations.Values;
        screen.Table(
            "Mean over the sets of each combination of our members",
            ["members", "mean"],
            [.. combinations.First().Keys.Select(name => (string[])[name, Share(combinations.Average(set => set[name]))])]);
        if (report.LeftOut.Count > 0)
        {
            screen.Table(
                "Each set with the members that are best on all others",
                ["set", "members", "ROC-AUC"],
                [
                    .. report.LeftOut.Select(set => (string[])[set.Key, set.Value.Chosen, Share(set.Value.RocAuc)]),
                    ["mean", "", Share(report.LeftOut.Values.Average(set => set.RocAuc))],
                ]);
        }

        screen.Line($"{report.Seconds:0.0} s");
    }

    private static string[] Row(DetectorAucs aucs) => [Share(aucs.Ours), Share(aucs.Knn), Share(aucs.IsolationForest)];

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
