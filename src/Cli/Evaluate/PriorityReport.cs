using Triage.Training.Priority;

namespace Triage.Cli.Evaluate;

/// <summary>What `./triage eval priority --json` writes. Waits are open hours; the figures at the top are the first scenario's.</summary>
internal sealed record PriorityReport
{
    public required string Version { get; init; }
    public required int FirstSeed { get; init; }
    public required int Seeds { get; init; }

    /// <summary>By policy: the mean over the seeds, in units of the scenario's currency.</summary>
    public required IReadOnlyDictionary<string, double> CostOfDelay { get; init; }

    /// <summary>Of any item in the order of points, in any seed.</summary>
    public required double LongestWait { get; init; }

    /// <summary>What was proven for that item.</summary>
    public required double LongestWaitBound { get; init; }

    /// <summary>Items of all scenarios that waited longer than was proven for them.</summary>
    public required int BeyondBound { get; init; }
    public required IReadOnlyDictionary<string, ScenarioFigures> Scenarios { get; init; }
    public required double Seconds { get; init; }
}
