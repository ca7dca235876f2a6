using Triage.Models.MasterData;

namespace Triage.Grains.MasterData;

/// <param name="Subject">Who; stands beside the version.</param>
/// <param name="DryRun">Says what would be, and changes nothing.</param>
/// <param name="AllowRemovals">Lets a file take many entries away, or all.</param>
/// <param name="ExpectedVersion">Only where this version is in force (0: none); <c>null</c>: whatever is.</param>
public sealed record ImportCommand(string Tenant, MasterDataKind Kind, string Subject, bool DryRun, bool AllowRemovals, long? ExpectedVersion);
