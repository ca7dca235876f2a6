using System.Collections.Immutable;

namespace Triage.Models.Registry;

/// <summary>An immutable version of a tenant's models: a package as it was registered.</summary>
public sealed record ModelVersion
{
    /// <summary>As the manifest names it.</summary>
    public required string Version { get; init; }

    /// <summary>The manifest's own bytes, which the signature is over.</summary>
    public required ImmutableArray<byte> Manifest { get; init; }
    public required ImmutableArray<byte> Signature { get; init; }
    public required ImmutableArray<RegisteredFile> Files { get; init; }

    /// <summary>Who trained it, as the manifest says.</summary>
    public required string TrainedBy { get; init; }

    /// <summary>Who brought it: the caller's subject.</summary>
    public required string RegisteredBy { get; init; }

    /// <summary>By the store's clock, given when it was registered.</summary>
    public long RegisteredAtMicros { get; init; }

    /// <summary>Whether the bytes are the same: the manifest names every other file by its hash.</summary>
    public bool HasBytesOf(ModelVersion other) =>
        Manifest.AsSpan().SequenceEqual(other.Manifest.AsSpan()) && Signature.AsSpan().SequenceEqual(other.Signature.AsSpan());
}

/// <summary>A file of a version beside manifest and signature.</summary>
public sealed record RegisteredFile(string Name, string Kind, ImmutableArray<byte> Sha256, long Bytes);
