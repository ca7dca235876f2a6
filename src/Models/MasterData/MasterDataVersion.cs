using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>An immutable version of one kind. The one with the highest number is in force.</summary>
public sealed record MasterDataVersion
{
    public required MasterDataKind Kind { get; init; }

    /// <summary>1, 2, 3 … per tenant and kind, without a gap.</summary>
    public required long Version { get; init; }

    /// <summary>Of the file as it was sent; several versions may have one, where a file came back into force.</summary>
    public required ImmutableArray<byte> Sha256 { get; init; }

    /// <summary>Of the stored content: what is read back must have it.</summary>
    public required ImmutableArray<byte> ContentSha256 { get; init; }
    public required long FileBytes { get; init; }
    public required int Entries { get; init; }
    public required int Added { get; init; }
    public required int Changed { get; init; }
    public required int Removed { get; init; }

    /// <summary>Suppliers on hold; codes that are regulated or unlisted; 0 for the other kinds.</summary>
    public required int Restricted { get; init; }
    public required string ImportedBy { get; init; }

    /// <summary>By the store's clock, given when it came into force.</summary>
    public long ActivatedAtMicros { get; init; }

    /// <summary>How far the open invoices were triaged again because of it.</summary>
    public RetriageProgress Retriage { get; init; }

    public MasterDataStamp Stamp => new(Kind, Version, Sha256);
}
