using System.Diagnostics.CodeAnalysis;
using Triage.Training.Pairs;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval pairs --json` writes: the figures, and what they took.</summary>
internal sealed record PairsReport : PairFigures
{
    [SetsRequiredMembers]
    public PairsReport(PairFigures figures, double seconds)
        : base(figures) => Seconds = seconds;

    public double Seconds { get; }
}
