using Triage.Training.Outliers;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval outliers --json` writes.</summary>
internal sealed record OutliersReport
{
    public required int Seed { get; init; }

    /// <summary>By set.</summary>
    public required IReadOnlyDictionary<string, DetectorAucs> RocAuc { get; init; }
    public required DetectorAucs Mean { get; init; }

    /// <summary>By set: what each combination of members of ours reaches, the members alone included.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Combinations { get; init; }

    /// <summary>By set: the combination that is best on all other sets, and what it reaches on this one. Empty with one set.</summary>
    public required IReadOnlyDictionary<string, LeftOutFigure> LeftOut { get; init; }

    /// <summary>By set: its rows, and how many of them are unusual.</summary>
    public required IReadOnlyDictionary<string, OutlierCounts> Sets { get; init; }
    public required double Seconds { get; init; }
}
