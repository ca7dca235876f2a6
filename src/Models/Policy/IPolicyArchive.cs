using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>Keeps the text of every policy that was ever in force, so that its verdicts can be replayed. Storage that cannot be reached throws as in every port.</summary>
public interface IPolicyArchive
{
    /// <summary>Idempotent by hash.</summary>
    ValueTask KeepAsync(ImmutableArray<byte> sha256, string text, CancellationToken cancellationToken = default);

    /// <summary>As it was kept; <c>null</c> where none of that hash was. Its hash is the reader's to check.</summary>
    ValueTask<string?> FindAsync(ImmutableArray<byte> sha256, CancellationToken cancellationToken = default);
}
