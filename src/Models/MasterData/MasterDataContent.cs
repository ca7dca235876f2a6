using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>What one file says: entries of one kind, by id.</summary>
/// <param name="HasAccounts">Suppliers: the file has a column of bank accounts, so that an empty cell says "none is known".</param>
public sealed record MasterDataContent(MasterDataKind Kind, ImmutableArray<IMasterDataEntry> Entries, bool HasAccounts = false)
{
    public static MasterDataContent Empty(MasterDataKind kind) => new(kind, []);

    /// <summary>A file without entries takes its kind out of force: what it would be compared with is not applicable.</summary>
    public bool IsEmpty => Entries.IsEmpty;

    public IEnumerable<T> Of<T>()
        where T : IMasterDataEntry => Entries.Cast<T>();
}
