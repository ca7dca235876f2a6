using System.Collections.Immutable;

namespace Triage.Models.Intake;

[GenerateSerializer, Immutable, Alias("triage.Attachment")]
public sealed record Attachment
{
    [Id(0)] public required string AttachmentId { get; init; }

    /// <summary>Sensitive: file names carry patients' names.</summary>
    [Id(1)] public string? FileName { get; init; }
    [Id(2)] public string? MediaType { get; init; }
    [Id(3)] public ImmutableArray<byte> Sha256 { get; init; } = [];

    public override string ToString() => AttachmentId;
}
