using System.Collections.Immutable;

namespace Triage.Models.Gating;

/// <summary>What the gate read that neither history nor the verdict's other members tell: with it, it can be asked again.</summary>
/// <param name="Today">The local date then.</param>
/// <param name="AreScoresExplained">Contributions were wanted.</param>
/// <param name="MissingScorers">Those that should have given a score and could not.</param>
/// <param name="NumberKeysOverflowed">As in the search for twins.</param>
/// <param name="CorrectedInvoiceKnown">As in the search for twins.</param>
/// <param name="FeaturesSha256">Of what the scorers were asked, which is kept beside the verdict; empty where nothing is.</param>
[GenerateSerializer, Immutable, Alias("triage.VerdictBasis")]
public sealed record VerdictBasis(
    [property: Id(0)] DateOnly Today,
    [property: Id(1)] bool SupersessionFailed,
    [property: Id(2)] bool AreScoresExplained,
    [property: Id(3)] ImmutableArray<string> MissingScorers,
    [property: Id(4)] int NumberKeysOverflowed,
    [property: Id(5)] bool? CorrectedInvoiceKnown,
    [property: Id(6)] ImmutableArray<byte> FeaturesSha256)
{
    public static VerdictBasis Of(GateInput input) => new(
        input.Today, input.SupersessionFailed, input.Sheet.IsExplained, input.Sheet.Missing, input.Twins.NumberKeysOverflowed, input.Twins.CorrectedInvoiceKnown, input.Sheet.FeaturesSha256);
}
