using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Payloads;
using Triage.Models.Registry;

namespace Triage.Grains.Registry;

/// <summary>What somebody wants done with a version.</summary>
/// <param name="Version"><c>null</c>, for a roll back alone: the one that was in force before.</param>
/// <param name="Expected">Only where this action is the last one; <c>null</c>: whatever is.</param>
/// <param name="DryRun">Says what would be, and changes nothing.</param>
public sealed record RegistryCommand(string Tenant, string Subject, RegistryActionKind Kind, string? Version, string Reason, string Key, long? Expected, bool DryRun = false)
{
    /// <summary>What a key is compared by.</summary>
    public ImmutableArray<byte> Sha256()
    {
        var writer = new PayloadWriter();
        writer.Byte((byte)Kind);
        writer.Text(Version);
        writer.Text(Reason);
        writer.Optional(Expected);
        writer.Text(Subject);
        return [.. SHA256.HashData(writer.Written)];
    }
}
