using System.Globalization;
using Triage.Cli.Output;
using Triage.Training.Pairs;

namespace Triage.Cli.Evaluate;

internal sealed class PairTables(Screen screen)
{
    public void Show(PairFigures figures)
    {
        screen.Line();
        screen.Folded($"Columns, by kind: {string.Join(", ", figures.Columns)}", indent: 2);
        screen.Table(
            $"{figures.Set}: {Count(figures.Pairs)} pairs, {Count(figures.Matches)} of them the same",
            ["figure", "word Jaccard", "pair scorer"],
            [
                ["F1 on the test part", Share(figures.Baseline.F1), Share(figures.Test.F1)],
                ["lowest and highest seed", "", $"{Share(figures.TestF1Low)} to {Share(figures.TestF1High)}"],
                ["precision", Share(figures.Baseline.Precision), Share(figures.Test.Precision)],
                ["recall", Share(figures.Baseline.Recall), Share(figures.Test.Recall)],
                .. figures.CrossValidated is { } mean ? CrossValidated(mean) : [],
            ]);
    }

    private static string[][] CrossValidated(PairCrossValidation mean) =>
    [
        [$"F1, {mean.Parts} parts in turn, mean of {mean.Seeds} seeds", Share(mean.BaselineF1), Share(mean.F1)],
        ["lowest and highest seed", "", $"{Share(mean.Low)} to {Share(mean.High)}"],
    ];

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
