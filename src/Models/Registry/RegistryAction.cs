using System.Collections.Immutable;

namespace Triage.Models.Registry;

/// <summary>One thing that was done with a version; never changed. The last one says what is in force.</summary>
public sealed record RegistryAction
{
    /// <summary>1, 2, 3 … per tenant, without a gap.</summary>
    public required long Number { get; init; }
    public required RegistryActionKind Kind { get; init; }
    public required string Version { get; init; }

    /// <summary><c>null</c>: none.</summary>
    public string? InForceBefore { get; init; }

    /// <summary>As above, from this action on.</summary>
    public string? InForceAfter { get; init; }

    /// <summary>The version that scores in shadow from this action on; <c>null</c>: none.</summary>
    public string? ShadowAfter { get; init; }
    public required string Actor { get; init; }
    public required string Reason { get; init; }

    /// <summary>The caller's idempotency key; <c>null</c> of a registration, which is told by its content.</summary>
    public string? Key { get; init; }

    /// <summary>Of what was asked under the key.</summary>
    public ImmutableArray<byte> RequestSha256 { get; init; } = [];

    /// <summary>By the store's clock, given when it was appended; never before the action before it.</summary>
    public long AtMicros { get; init; }

    public bool ChangesWhatIsInForce => Kind is RegistryActionKind.Promoted or RegistryActionKind.RolledBack;
}
