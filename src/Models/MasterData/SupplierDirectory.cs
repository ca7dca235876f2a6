using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.MasterData;

/// <summary>Finds suppliers as invoices name them.</summary>
public sealed class SupplierDirectory
{
    private readonly Dictionary<string, Supplier> _byId;
    private readonly Dictionary<string, ImmutableArray<Supplier>> _byName = new(StringComparer.Ordinal);
    private readonly AccountKey _key;

    public SupplierDirectory(MasterDataContent content, AccountKey key)
    {
        (_key, HasAccounts) = (key, content.HasAccounts);
        _byId = content.Of<Supplier>().ToDictionary(supplier => supplier.Id, StringComparer.Ordinal);
        foreach (var supplier in _byId.Values)
        {
            foreach (var name in NamesOf(supplier))
            {
                _byName[name] = _byName.TryGetValue(name, out var others) ? others.Add(supplier) : [supplier];
            }
        }
    }

    /// <summary>Whether the file says anything of bank accounts.</summary>
    public bool HasAccounts { get; }

    /// <summary>An id that master data does not have is unknown whatever the name says: a name is easily written.</summary>
    public SupplierMatch Find(Invoice invoice)
    {
        if (!string.IsNullOrWhiteSpace(invoice.SupplierId))
        {
            var found = ById(invoice.SupplierId);
            return new SupplierMatch(found, found is null ? 0 : 1, IsById: true);
        }

        return SupplierName.Normalise(invoice.SupplierName) is { } name && _byName.TryGetValue(name, out var named)
            ? new SupplierMatch(named.Length == 1 ? named[0] : null, named.Length, IsById: false)
            : new SupplierMatch(null, 0, IsById: false);
    }

    public Supplier? ById(string id) => _byId.GetValueOrDefault(id.Trim());

    /// <summary>Whether the account is one of those listed. Where only one side names a bank, the account decides.</summary>
    public bool IsKnownAccount(Supplier supplier, string? account, string? bank) =>
        _key.Of(account, bank) is { } asked
        && supplier.Accounts.Any(known => known.Account == asked.Account && (known.Bank is null || asked.Bank is null || known.Bank == asked.Bank));

    /// <summary>Name and aliases in the form in which they are compared.</summary>
    public static IEnumerable<string> NamesOf(Supplier supplier) =>
        supplier.Aliases.Prepend(supplier.Name).Select(SupplierName.Normalise).OfType<string>().Distinct(StringComparer.Ordinal);
}
