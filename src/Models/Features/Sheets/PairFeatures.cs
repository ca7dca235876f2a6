using System.Collections.Immutable;

namespace Triage.Models.Features.Sheets;

/// <summary>The bills that one was held against.</summary>
/// <param name="Rows">Of <see cref="Duplicates.DuplicateFeatures.Schema"/>, one behind the other.</param>
public sealed record PairFeatures(ImmutableArray<float> Rows, ImmutableArray<PairOther> Others);
