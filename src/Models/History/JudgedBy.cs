using System.Collections.Immutable;
using Triage.Models.Matching;

namespace Triage.Models.History;

/// <summary>What a verdict rested on that was given before its invoice was stored: the append is refused where it is other by now.</summary>
/// <param name="Twins">How many lay under each key that was looked up.</param>
/// <param name="MasterDataVersions">The sum of the versions in force, over all kinds: it grows with every activation.</param>
public sealed record JudgedBy(ImmutableArray<KeyCount> Twins, long MasterDataVersions);
