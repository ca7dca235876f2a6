using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>Names one version of one kind: what a verdict rested on.</summary>
/// <param name="Sha256">Of the file as it was sent.</param>
[GenerateSerializer, Immutable, Alias("triage.MasterDataStamp")]
public sealed record MasterDataStamp(
    [property: Id(0)] MasterDataKind Kind,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableArray<byte> Sha256);
