using Triage.Training.Pairs;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval pairs --json` writes.</summary>
internal sealed record PairsReport
{
    public required PairFigures Figures { get; init; }
    public required double Seconds { get; init; }
}
