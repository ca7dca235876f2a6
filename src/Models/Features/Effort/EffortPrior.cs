namespace Triage.Models.Features.Effort;

/// <summary>How far outcomes are believed.</summary>
public sealed record EffortPrior
{
    /// <summary>How many outcomes of a key weigh as much as all that is known without them.</summary>
    public int PriorOutcomes { get; init; } = 8;

    public int MinutesMax { get; init; } = 480;

    /// <summary>New keys are not remembered beyond this; what is coarser still answers.</summary>
    public int KeysMax { get; init; } = 8_192;
}
