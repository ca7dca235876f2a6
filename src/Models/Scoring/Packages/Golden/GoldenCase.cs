using System.Collections.Immutable;

namespace Triage.Models.Scoring.Packages.Golden;

/// <param name="Rows">The features of what is asked; of a line to be coded, of each of its candidates.</param>
/// <param name="Answer">The scores of the rows, then what they are calibrated to, to the last bit.</param>
public sealed record GoldenCase(ImmutableArray<float> Rows, ImmutableArray<double> Answer);
