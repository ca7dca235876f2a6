using System.Collections.Immutable;

namespace Triage.Training.Pairs;

/// <param name="Left">The cells of one record, in the order of the set's columns.</param>
/// <param name="Right">The cells of the other.</param>
public sealed record LabelledPair(ImmutableArray<string> Left, ImmutableArray<string> Right, bool IsMatch);
