using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

/// <summary>What a file says otherwise than the version before it, with the first ids of each.</summary>
internal sealed record ImportChange(
    int Added, int Changed, int Removed, IReadOnlyList<string> AddedIds, IReadOnlyList<string> ChangedIds, IReadOnlyList<string> RemovedIds)
{
    public static ImportChange Of(MasterDataChange change) =>
        new(change.Added, change.Changed, change.Removed, change.AddedIds, change.ChangedIds, change.RemovedIds);
}
