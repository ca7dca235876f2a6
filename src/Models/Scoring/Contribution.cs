namespace Triage.Models.Scoring;

/// <summary>What one feature adds to a raw score.</summary>
/// <param name="Feature">As the schema names it, or <see cref="Contributions.Base"/>, or <see cref="Contributions.Others"/>.</param>
/// <param name="Value">What the invoice has; <c>null</c> where it cannot be known, and where no one feature is meant.</param>
/// <param name="Thousandths">Of the raw score's unit: log-odds for trees, nats for rarity, points for priority.</param>
[GenerateSerializer, Immutable, Alias("triage.Contribution")]
public sealed record Contribution([property: Id(0)] string Feature, [property: Id(1)] float? Value, [property: Id(2)] long Thousandths);
