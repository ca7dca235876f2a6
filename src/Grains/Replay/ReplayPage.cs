using System.Collections.Immutable;

namespace Triage.Grains.Replay;

/// <summary>A part of a replay that is done.</summary>
/// <param name="Position">Of the feed, up to which verdicts were looked for.</param>
/// <param name="Head">Where it ends.</param>
public sealed record ReplayPage(ImmutableArray<ReplayedVerdict> Verdicts, long Position, long Head);
