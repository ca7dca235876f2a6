using System.Collections.Frozen;
using Triage.Models.Matching;

namespace Triage.Models.MasterData;

/// <summary>
/// Which invoices a new version may touch, by what a row of theirs says: so that a change of one supplier does not read
/// the history of every open invoice. It may name too many, never too few; the invoice itself decides.
/// </summary>
public sealed class MasterDataTouch
{
    public static readonly MasterDataTouch Everything = new(null, null);
    public static readonly MasterDataTouch Nothing = new(FrozenSet<long>.Empty, FrozenSet<string>.Empty);

    private readonly FrozenSet<long>? _suppliers;
    private readonly FrozenSet<string>? _facilities;

    private MasterDataTouch(FrozenSet<long>? suppliers, FrozenSet<string>? facilities) => (_suppliers, _facilities) = (suppliers, facilities);

    public bool IsNothing => _suppliers is { Count: 0 } && _facilities is { Count: 0 };

    /// <param name="before">In force until then; <c>null</c> before the first.</param>
    public static MasterDataTouch Of(MasterDataContent? before, MasterDataContent after)
    {
        var was = before ?? MasterDataContent.Empty(after.Kind);
        if (was.IsEmpty && after.IsEmpty)
        {
            return Nothing;
        }

        // What could not be checked before, or cannot be checked any more, is so for every invoice.
        var isAll = was.IsEmpty || after.IsEmpty || was.HasAccounts != after.HasAccounts;
        return after.Kind switch
        {
            MasterDataKind.Calendars => Nothing,
            _ when isAll => Everything,
            MasterDataKind.Suppliers => new(SuppliersOf(was, after).ToFrozenSet(), FrozenSet<string>.Empty),
            MasterDataKind.Facilities => new(FrozenSet<long>.Empty, ChangedIds(was, after).ToFrozenSet(StringComparer.Ordinal)),

            // Rows do not say which codes an invoice has.
            _ => HaveSameFlags(was, after) ? Nothing : Everything,
        };
    }

    /// <param name="supplierHash">As <see cref="SupplierFingerprint"/> makes it.</param>
    public bool May(long supplierHash, string? facility) =>
        (_suppliers is null && _facilities is null)
        || _suppliers?.Contains(supplierHash) == true
        || (facility is not null && _facilities?.Contains(facility) == true);

    private static IEnumerable<long> SuppliersOf(MasterDataContent before, MasterDataContent after)
    {
        var ids = ChangedIds(before, after).ToHashSet(StringComparer.Ordinal);
        return before.Of<Supplier>().Concat(after.Of<Supplier>()).Where(supplier => ids.Contains(supplier.Id))
            .SelectMany(supplier => SupplierDirectory.NamesOf(supplier).Select(SupplierFingerprint.OfName).Prepend(SupplierFingerprint.OfId(supplier.Id)));
    }

    private static IEnumerable<string> ChangedIds(MasterDataContent before, MasterDataContent after)
    {
        var change = MasterDataChange.Between(before, after);
        return [.. change.Added, .. change.Changed, .. change.Removed];
    }

    private static bool HaveSameFlags(MasterDataContent before, MasterDataContent after)
    {
        static HashSet<(string, bool, bool)> Flagged(MasterDataContent content) =>
            [.. content.Of<CodeEntry>().Where(code => code.IsRegulated || code.IsUnlisted).Select(code => (code.Id, code.IsRegulated, code.IsUnlisted))];
        return Flagged(before).SetEquals(Flagged(after));
    }
}
