using System.Globalization;

namespace Triage.Cli.Bench;

/// <summary>Keeps what every round came to; the median of each counts.</summary>
internal sealed class BenchTally
{
    public const string AtFew = "at_10k";
    public const string AtMany = "at_1m";

    private readonly Dictionary<string, List<double>> _rates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<double>> _figures = new(StringComparer.Ordinal);

    public void Add(BenchPart part, double perSecond) => Add(Name(part), perSecond);

    public void Add(string name, double perSecond) => Into(_rates, name, perSecond);

    public void Add(BenchPart part, Measured measured)
    {
        Add(part, measured.PerSecond);
        if (part == BenchPart.Half)
        {
            Into(_figures, nameof(StoreFigures.P50Ms), measured.Load.P50Ms);
            Into(_figures, nameof(StoreFigures.P99MsAtHalf), measured.Load.P99Ms);
        }

        if (part == BenchPart.Full)
        {
            Into(_figures, nameof(StoreFigures.Commits), measured.CommitsPerAnswer);
            Into(_figures, nameof(StoreFigures.CpuUs), measured.CpuMicros);
        }

        if (part == BenchPart.Scored)
        {
            Into(_figures, nameof(StoreFigures.ScoredCpuUs), measured.CpuMicros);
        }
    }

    public void AddStored(double rows, double bytes)
    {
        Into(_figures, nameof(StoreFigures.Rows), rows);
        Into(_figures, nameof(StoreFigures.Bytes), bytes);
    }

    public StoreFigures ToFigures() => new()
    {
        Ratios = new BenchRatios
        {
            FullOverBare = Ratio(Name(BenchPart.Full), Name(BenchPart.Bare)),
            ScoredOverBare = Ratio(Name(BenchPart.Scored), Name(BenchPart.Bare)),
            BareOverPgbench = Ratio(Name(BenchPart.Bare), Name(BenchPart.Pgbench)),
            StreamOverUnary = Ratio(Name(BenchPart.Stream), Name(BenchPart.Full)),
            ManyOverFew = Ratio(AtMany, AtFew),
            OursOverPlain = Ratio(Name(BenchPart.Full), Name(BenchPart.Plain)),
        },
        P50Ms = Figure(nameof(StoreFigures.P50Ms)),
        P99MsAtHalf = Figure(nameof(StoreFigures.P99MsAtHalf)),
        PerSecond = _rates.ToDictionary(rate => rate.Key, rate => Math.Round(Median.Of(rate.Value) ?? 0, 1)),
        Rows = Figure(nameof(StoreFigures.Rows)),
        Bytes = Figure(nameof(StoreFigures.Bytes)),
        Commits = Figure(nameof(StoreFigures.Commits)),
        CpuUs = Figure(nameof(StoreFigures.CpuUs)),
        ScoredCpuUs = Figure(nameof(StoreFigures.ScoredCpuUs)),
    };

    private static string Name(BenchPart part) => part.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void Into(Dictionary<string, List<double>> lists, string name, double value)
    {
        if (!lists.TryGetValue(name, out var list))
        {
            lists[name] = list = [];
        }

        list.Add(value);
    }

    private double? Ratio(string of, string over) =>
        _rates.TryGetValue(of, out var above) && _rates.TryGetValue(over, out var below) ? Round(Median.Of(above) / Median.Of(below)) : null;

    private double? Figure(string name) => _figures.TryGetValue(name, out var values) ? Round(Median.Of(values)) : null;

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 3) : null;
}
