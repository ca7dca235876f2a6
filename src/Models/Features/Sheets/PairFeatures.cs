using System.Collections.Immutable;

namespace Triage.Models.Features.Sheets;

/// <summary>The bills that one was held against.</summary>
/// <param name="Rows">Of the schema of its day, which <see cref="Duplicates.DuplicateFeatures"/> knows, one behind the other.</param>
public sealed record PairFeatures(ImmutableArray<float> Rows, ImmutableArray<PairOther> Others);
