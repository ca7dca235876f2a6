using System.Collections.Immutable;
using Triage.Models.MasterData;

namespace Triage.Training.Priority;

/// <summary>A queue and its world: who answers and when, what comes, and what delay costs.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }
    public required string About { get; init; }
    public required string Currency { get; init; }
    public required DateOnly Start { get; init; }

    /// <summary>For so long items come; then work goes on until the queue is empty.</summary>
    public required int Weeks { get; init; }
    public required TimeZoneInfo Zone { get; init; }
    public required BusinessCalendar Calendar { get; init; }
    public required int Reviewers { get; init; }

    /// <summary>Seven days from Sunday on, each with 24 means, one for each hour after midnight.</summary>
    public required ImmutableArray<ImmutableArray<double>> ArrivalsPerHour { get; init; }
    public required ImmutableArray<ScenarioKind> Kinds { get; init; }
    public required ScenarioCosts Costs { get; init; }

    /// <param name="nameOrPath">A file, or the name of a shipped scenario.</param>
    public static Scenario Load(string nameOrPath)
    {
        var text = File.Exists(nameOrPath) ? File.ReadAllText(nameOrPath) : ShippedScenarios.TextOf(nameOrPath)
            ?? throw new TrainingException($"There is no scenario {nameOrPath}: give a file, or one of the shipped {string.Join(", ", ShippedScenarios.Names)}.");
        try
        {
            return Parse(text);
        }
        catch (TrainingException wrong)
        {
            throw new TrainingException($"{nameOrPath}: {wrong.Message}");
        }
    }

    public static Scenario Parse(string text) => ScenarioReader.Read(text);
}
