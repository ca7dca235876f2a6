using Triage.Models.Intake;
using Triage.Models.MasterData;

namespace Triage.Models.Gating.Checks;

/// <summary>The supplier held against the tenant's supplier master. Without one, nothing here can be checked.</summary>
public static class SupplierChecks
{
    public static CheckResult SupplierKnown(GateInput input)
    {
        if (input.MasterData.Suppliers is not { } suppliers)
        {
            return CheckResult.NotApplicable;
        }

        var match = suppliers.Find(input.Invoice);
        if (match.Supplier is not { } supplier)
        {
            return Unknown(
                match.Candidates > 1 ? "Its name fits more than one supplier of master data, and it gives no id." : "Master data does not have the supplier.",
                input.Invoice);
        }

        return supplier.StandsSince switch
        {
            { } since when since > input.Today => Unknown("Master data has the supplier, but it is not active yet.", input.Invoice),
            { } since when input.Today.DayNumber - since.DayNumber < input.Policy.NewSupplierDays =>
                Unknown($"The supplier is new or reactivated: active for less than {input.Policy.NewSupplierDays} days.", input.Invoice),
            _ => CheckResult.Passed,
        };
    }

    public static CheckResult SupplierNotOnHold(GateInput input) => SupplierOf(input) is not { } supplier
        ? CheckResult.NotApplicable
        : supplier.Hold switch
        {
            SupplierHold.None => CheckResult.Passed,
            SupplierHold.Payment => CheckResult.Failed(ExceptionCode.SupplierOnHold, "The supplier is on hold for payments.", Path(input.Invoice)),
            SupplierHold.Posting => CheckResult.Failed(ExceptionCode.SupplierOnHold, "The supplier is on hold for posting.", Path(input.Invoice)),
            _ => CheckResult.Failed(ExceptionCode.SupplierOnHold, "The supplier is on hold.", Path(input.Invoice)),
        };

    public static CheckResult SupplierNotExcluded(GateInput input) => SupplierOf(input) switch
    {
        null => CheckResult.NotApplicable,
        { IsExcluded: false } => CheckResult.Passed,
        _ => CheckResult.Failed(ExceptionCode.SupplierExcluded, "The supplier is an excluded party.", Path(input.Invoice)),
    };

    public static CheckResult BankDetailsKnown(GateInput input)
    {
        if (SupplierOf(input) is not { } supplier
            || input.MasterData.Suppliers is not { HasAccounts: true } suppliers
            || string.IsNullOrWhiteSpace(input.Invoice.RemitToAccount))
        {
            return CheckResult.NotApplicable;
        }

        return suppliers.IsKnownAccount(supplier, input.Invoice.RemitToAccount, input.Invoice.RemitToBank)
            ? CheckResult.Passed
            : CheckResult.Failed(
                ExceptionCode.BankDetailsChanged,
                supplier.Accounts.IsEmpty ? "Master data lists no account of the supplier." : "The account is none of those that master data lists for the supplier.",
                "remit_to.account");
    }

    private static Supplier? SupplierOf(GateInput input) => input.MasterData.Suppliers?.Find(input.Invoice).Supplier;

    private static CheckResult Unknown(string text, Invoice invoice) => CheckResult.Failed(ExceptionCode.SupplierUnknown, text, Path(invoice));

    private static string Path(Invoice invoice) => string.IsNullOrWhiteSpace(invoice.SupplierId) ? "supplier.name" : "supplier.supplier_id";
}
