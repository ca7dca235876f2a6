using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Matching;

namespace Triage.Models.MasterData;

/// <summary>A file of suppliers: one a row.</summary>
internal static class SupplierRows
{
    public const string BankAccounts = "bank_accounts";

    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("supplier_id", IsRequired: true), new("name", IsRequired: true), new("aliases"), new(BankAccounts), new("hold"), new("hold_reason"),
        new("excluded"), new("active_from"), new("reactivated_on"),
    ];

    public static ImmutableArray<IMasterDataEntry> Read(CsvTable table, AccountKey key, MasterDataErrors errors, MasterDataErrors warnings)
    {
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var nameOwner = new Dictionary<string, (string Id, int Line)>(StringComparer.Ordinal);
        var suppliers = ImmutableArray.CreateBuilder<IMasterDataEntry>();
        foreach (var row in table.Rows(errors))
        {
            var supplier = ToSupplier(row, key, warnings);
            if (supplier.Id.Length > 0 && !lineOf.TryAdd(supplier.Id, row.Line))
            {
                row.Refuse("supplier_id", string.Create(CultureInfo.InvariantCulture, $"the id stands on line {lineOf[supplier.Id]} already"));
            }

            foreach (var name in SupplierDirectory.NamesOf(supplier))
            {
                if (!nameOwner.TryAdd(name, (supplier.Id, row.Line)) && nameOwner[name].Id != supplier.Id)
                {
                    warnings.Add(row.Line, "name", string.Create(CultureInfo.InvariantCulture, $"the supplier on line {nameOwner[name].Line} has the same name or alias: an invoice without a supplier id cannot tell them apart"));
                }
            }

            suppliers.Add(supplier);
        }

        return suppliers.ToImmutable();
    }

    private static Supplier ToSupplier(CsvTableRow row, AccountKey key, MasterDataErrors warnings)
    {
        var supplier = new Supplier
        {
            Id = row.RequiredId("supplier_id"),
            Name = row.RequiredText("name"),
            Aliases = row.List("aliases"),
            Accounts = [.. row.List(BankAccounts, CsvTableRow.IdMax).Select(written => ToAccount(row, written, key)).OfType<KnownAccount>().Distinct()],
            Hold = ToHold(row),
            HoldReason = row.Text("hold_reason"),
            IsExcluded = row.YesOrNo("excluded") ?? false,
            ActiveFrom = row.Date("active_from"),
            ReactivatedOn = row.Date("reactivated_on"),
        };
        if (supplier.Name.Length > 0 && SupplierName.Normalise(supplier.Name) is null)
        {
            row.Refuse("name", "holds no letter and no digit");
        }

        if (supplier is { Hold: SupplierHold.None, HoldReason: not null })
        {
            warnings.Add(row.Line, "hold_reason", "a reason without a hold: the supplier is not on hold");
        }

        return supplier;
    }

    /// <summary>An IBAN, an account, or BANK/ACCOUNT.</summary>
    private static KnownAccount? ToAccount(CsvTableRow row, string written, AccountKey key)
    {
        var slash = written.IndexOf('/', StringComparison.Ordinal);
        var (bank, account) = slash < 0 ? (null, written) : (written[..slash], written[(slash + 1)..]);
        if (BankAccount.Normalise(account) is not { Length: >= 4 } normalised)
        {
            row.Refuse(BankAccounts, "an account needs at least four letters or digits; write an IBAN, an account, or BANK/ACCOUNT");
            return null;
        }

        if (BankAccount.IsIban(normalised) && !BankAccount.HasRightCheckDigits(normalised))
        {
            row.Refuse(BankAccounts, "the check digits of an IBAN do not fit: a character is wrong");
            return null;
        }

        return key.Of(account, bank);
    }

    private static SupplierHold ToHold(CsvTableRow row)
    {
        switch (row.Cell("hold").ToLowerInvariant())
        {
            case "" or "none" or "no":
                return SupplierHold.None;
            case "payment":
                return SupplierHold.Payment;
            case "posting":
                return SupplierHold.Posting;
            case "all":
                return SupplierHold.All;
            default:
                row.Refuse("hold", "must be payment, posting, all, or empty for none");
                return SupplierHold.None;
        }
    }
}
