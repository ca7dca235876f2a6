using System.Collections.Immutable;
using Triage.Models.Registry;

namespace Triage.Grains.Registry;

/// <summary>The numbers of the first four stand in the contract.</summary>
public enum RegistryResultKind : byte
{
    Done = 1,

    /// <summary>It was so already: nothing was done.</summary>
    Unchanged = 2,

    /// <summary>A dry run: it would be done.</summary>
    WouldBeDone = 3,

    /// <summary>The key's request was done before: that action is the answer.</summary>
    Replayed = 4,
    NotFound = 5,

    /// <summary>Another action is the last one than was expected.</summary>
    Overtaken = 6,
    Refused = 7,
    KeyReused = 8,

    /// <summary>The version is there with other bytes.</summary>
    OtherBytes = 9,

    /// <summary>The package was trained on another tenant's invoices.</summary>
    OtherTenant = 10,

    /// <summary>The package cannot be trusted or served.</summary>
    Rejected = 11,
}

/// <summary>What became of a command.</summary>
/// <param name="Current">What the last action says afterwards.</param>
public sealed record RegistryResult(RegistryResultKind Kind, RegistryPoint Current)
{
    /// <summary>That was taken, or that made it so before; <c>null</c> where there is none.</summary>
    public RegistryAction? Action { get; init; }

    /// <summary>Everything that speaks against it.</summary>
    public ImmutableArray<RegistryRefusal> Refusals { get; init; } = [];

    /// <summary>Of a package that was rejected.</summary>
    public (string File, string Problem)? Broken { get; init; }
}
