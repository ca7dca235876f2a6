namespace Triage.Models.Intake;

/// <param name="RateBasisPoints">In hundredths of a percent: 2 % is 200.</param>
/// <param name="UntilDate">The last day on which the discount may be taken.</param>
[GenerateSerializer, Immutable, Alias("triage.DiscountTerms")]
public sealed record DiscountTerms([property: Id(0)] int RateBasisPoints, [property: Id(1)] DateOnly? UntilDate);
