using System.Globalization;
using Triage.Cli.Output;

namespace Triage.Cli.Bench;

/// <summary>The figures for people, each with what is wanted of it beside it.</summary>
internal static class BenchTables
{
    public static void Show(BenchStore store, StoreFigures figures, Screen screen)
    {
        screen.Table($"{store}: ratios and latency", ["figure", "measured", "wanted", ""], [.. Wanted(figures)]);
        screen.Table(
            $"{store}: per second", ["what", "per second"],
            [.. figures.PerSecond.OrderByDescending(rate => rate.Value).Select(rate => (IReadOnlyList<string>)[rate.Key, Number(rate.Value)])]);
        (string Name, double? Value)[] perInvoice = [("rows", figures.Rows), ("bytes", figures.Bytes), ("commits", figures.Commits), ("processor, µs", figures.CpuUs), ("processor with models, µs", figures.ScoredCpuUs)];
        screen.Table(
            $"{store}: per invoice", ["figure", "value"],
            [.. perInvoice.Where(figure => figure.Value is not null).Select(figure => (IReadOnlyList<string>)[figure.Name, Number(figure.Value ?? 0)])]);
    }

    private static IEnumerable<IReadOnlyList<string>> Wanted(StoreFigures figures)
    {
        (string Name, double? Value, double Min, double Max)[] wanted =
        [
            ("full over bare", figures.Ratios.FullOverBare, 0.4, double.MaxValue),
            ("full with models over bare", figures.Ratios.ScoredOverBare, 0.3, double.MaxValue),
            ("bare over pgbench", figures.Ratios.BareOverPgbench, 0.7, double.MaxValue),
            ("stream over unary", figures.Ratios.StreamOverUnary, 1.5, double.MaxValue),
            ("many stored over few", figures.Ratios.ManyOverFew, 0.85, double.MaxValue),
            ("ours over plain", figures.Ratios.OursOverPlain, 3, double.MaxValue),
            ("p99 at half the peak, ms", figures.P99MsAtHalf, 0, 25),
        ];
        foreach (var (name, value, min, max) in wanted)
        {
            if (value is { } measured)
            {
                yield return
                [
                    name, Number(measured), max < double.MaxValue ? $"at most {Number(max)}" : $"at least {Number(min)}",
                    measured >= min && measured <= max ? "reached" : "missed",
                ];
            }
        }
    }

    private static string Number(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
