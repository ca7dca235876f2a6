using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>Keeps the text of every policy that was ever in force, so that its verdicts can be replayed.</summary>
public interface IPolicyArchive
{
    /// <summary>Idempotent by hash.</summary>
    ValueTask KeepAsync(ImmutableArray<byte> sha256, string text, CancellationToken cancellationToken = default);
}
