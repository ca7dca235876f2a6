using System.Collections.Immutable;

namespace Triage.Models.Registry;

/// <summary>Which policy, gate and configured models were in force when. Of the whole store: tenants share them.</summary>
public interface IConfiguredLog
{
    /// <summary>Adds an entry where the newest of the kind says something else.</summary>
    ValueTask NoteAsync(ConfiguredKind kind, string name, ImmutableArray<byte> sha256, CancellationToken cancellationToken = default);

    /// <summary>Of each kind that had one by then, the newest entry.</summary>
    ValueTask<ImmutableArray<ConfiguredEntry>> AtAsync(long atMicros, CancellationToken cancellationToken = default);
}
