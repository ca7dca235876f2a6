using Triage.Models.MasterData;

namespace Triage.Grains.MasterData;

/// <summary>A tenant's master data in force, out of memory: whole, and replaced not longer ago than the options allow.</summary>
public interface IMasterDataSource
{
    /// <summary>Storage that cannot be read throws once what is in memory is too old: nothing is judged by what may not count any more.</summary>
    ValueTask<MasterDataSnapshot> CurrentAsync(string tenant, CancellationToken cancellationToken = default);

    /// <summary>With this version of the kind, or a later one.</summary>
    ValueTask<MasterDataSnapshot> AtLeastAsync(string tenant, MasterDataKind kind, long version, CancellationToken cancellationToken = default);
}
