using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.MasterData;
using Triage.Models.Payloads;

namespace Triage.Grains.MasterData;

/// <summary>Contents as they are stored, with the hash that proves them.</summary>
internal static class MasterDataContents
{
    public static ImmutableArray<byte> HashOf(ReadOnlySpan<byte> content) => [.. SHA256.HashData(content)];

    /// <exception cref="PayloadDamagedException">It is not what was imported.</exception>
    public static MasterDataContent Decode(MasterDataVersion version, byte[] content) =>
        HashOf(content).AsSpan().SequenceEqual(version.ContentSha256.AsSpan()) && MasterDataCodec.Decode(content) is { } decoded && decoded.Kind == version.Kind
            ? decoded
            : throw new PayloadDamagedException();
}
