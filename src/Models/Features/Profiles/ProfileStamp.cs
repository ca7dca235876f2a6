using System.Collections.Immutable;

namespace Triage.Models.Features.Profiles;

/// <summary>Which past a score rests on: it can be folded again.</summary>
/// <param name="HistorySha256">Of the ledger that came with the models; empty where none did.</param>
/// <param name="Epoch">Of the feed: after a backup was restored, positions mean other events.</param>
/// <param name="Position">Of the feed, up to and including.</param>
[GenerateSerializer, Immutable, Alias("triage.ProfileStamp")]
public sealed record ProfileStamp([property: Id(0)] ImmutableArray<byte> HistorySha256, [property: Id(1)] long Epoch, [property: Id(2)] long Position);
