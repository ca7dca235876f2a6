using System.Collections.Immutable;
using Triage.Models.MasterData;

namespace Triage.Grains.MasterData;

/// <param name="CheckedAt">When the look at the store began that found it in force: a timestamp of the process's clock.</param>
internal sealed record HeldMasterData(
    MasterDataSnapshot Snapshot, ImmutableArray<(MasterDataStamp Stamp, MasterDataContent Content)> Contents, long CheckedAt);
