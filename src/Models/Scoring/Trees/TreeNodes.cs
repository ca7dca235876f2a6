using System.Collections.Immutable;

namespace Triage.Models.Scoring.Trees;

/// <summary>
/// One tree, node by node; the first is the root, a child stands after its parent. A leaf's feature is -1. A feature at or
/// below the threshold goes left. An inner node's value is what is expected below it.
/// </summary>
public sealed record TreeNodes(
    ImmutableArray<int> Features,
    ImmutableArray<float> Thresholds,
    ImmutableArray<int> Left,
    ImmutableArray<int> Right,
    ImmutableArray<double> Values);
