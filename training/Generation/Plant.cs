using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <summary>Puts known problems into clean invoices, so that what triage finds can be held against what is there.</summary>
internal static class Plant
{
    public static GeneratedInvoice Problem(Invoice clean, int taxPercent, Invoice earlier, GeneratedSuppliers suppliers, Chance chance)
    {
        var problem = chance.One(PlantedProblem.All);
        if (problem.IsDuplicate)
        {
            var copy = Copy(earlier, clean.SourceInvoiceId, problem.Name, chance);
            // A number without a digit to confuse stays the same.
            var isSame = problem.ChangesNumber && copy.SupplierInvoiceNumber == earlier.SupplierInvoiceNumber;
            return new(copy, isSame ? PlantedProblem.DuplicateSameNumber : problem, earlier.SourceInvoiceId);
        }

        switch (problem.Name)
        {
            case "totals_inconsistent":
                clean.Lines[0].AmountMinor += 100 + chance.Below(5000);
                break;
            case "tax_invalid":
                (clean.TaxAmountMinor, clean.TotalAmountMinor) = (clean.NetAmountMinor, clean.NetAmountMinor * 2);
                break;
            case "date_invalid":
                clean.DueDate = CleanInvoice.Iso(Day(clean.IssueDate).AddDays(-1 - chance.Below(60)));
                clean.Discount = null;
                break;
            case "lines_repeated":
                var again = clean.Lines[0].Clone();
                again.LineId = (clean.Lines.Count + 1).ToString(CultureInfo.InvariantCulture);
                clean.Lines.Add(again);
                CleanInvoice.Total(clean, taxPercent);
                break;
            case "reference_missing":
                (clean.PurchaseOrder, clean.Contract) = ("", "");
                Scale(clean, 300_000, taxPercent);
                break;
            case "unexpected_currency":
                clean.Currency = "CHF";
                break;
            case "over_limit":
                Scale(clean, 1_500_000, taxPercent);
                break;
            case "credit_without_reference":
                clean.Kind = InvoiceKind.CreditNote;
                break;
            case "unknown_supplier":
                clean.Supplier = new Supplier { SupplierId = $"X{chance.Below(90_000) + 10_000}", Name = $"{clean.Supplier.Name} Trading" };
                break;
            case "supplier_on_hold":
                From(clean, suppliers.OnHold);
                break;
            case "supplier_excluded":
                From(clean, suppliers.Excluded);
                break;
            case "bank_account_changed":
                clean.RemitTo.Account = GeneratedSupplier.NewAccount(chance);
                break;
            case "unlisted_code":
                clean.Lines[0].ServiceCode = GeneratedMasterData.UnlistedCode;
                break;
            default:
                throw new InvalidOperationException($"Nobody knows how to plant {problem.Name}.");
        }

        return new(clean, problem, null);
    }

    // As if another supplier had sent it: what else stands in it stays.
    private static void From(Invoice invoice, GeneratedSupplier supplier)
    {
        invoice.Supplier = new Supplier { SupplierId = supplier.Id, Name = supplier.Name };
        invoice.RemitTo.Account = supplier.RemitTo;
    }

    public static Invoice Credit(Invoice original, string id, DateOnly issued, string number)
    {
        var credit = original.Clone();
        (credit.SourceInvoiceId, credit.Kind, credit.CorrectsInvoiceNumber) = (id, InvoiceKind.CreditNote, original.SupplierInvoiceNumber);
        (credit.SupplierInvoiceNumber, credit.IssueDate, credit.ReceiptDate, credit.DueDate, credit.Discount) = (number, CleanInvoice.Iso(issued), CleanInvoice.Iso(issued), "", null);
        return credit;
    }

    private static Invoice Copy(Invoice earlier, string id, string kind, Chance chance)
    {
        var copy = earlier.Clone();
        copy.SourceInvoiceId = id;
        switch (kind)
        {
            case "duplicate_rekeyed_digit":
                copy.SupplierInvoiceNumber = Replace(copy.SupplierInvoiceNumber, char.IsAsciiDigit, c => (char)('0' + ((c - '0' + 1 + chance.Below(8)) % 10)), chance);
                break;
            case "duplicate_ocr_confusion":
                copy.SupplierInvoiceNumber = Replace(copy.SupplierInvoiceNumber, c => "0158".Contains(c, StringComparison.Ordinal), c => c switch { '0' => 'O', '1' => 'I', '5' => 'S', _ => 'B' }, chance);
                break;
            case "duplicate_moved_date":
                copy.IssueDate = CleanInvoice.Iso(Day(copy.IssueDate).AddDays(1 + chance.Below(5)));
                (copy.ReceiptDate, copy.Discount) = ("", null);
                break;
            case "duplicate_other_facility":
                copy.Facility = copy.Facility == "north" ? "south" : "north";
                break;
        }

        return copy;
    }

    private static string Replace(string text, Func<char, bool> fits, Func<char, char> by, Chance chance)
    {
        var places = Enumerable.Range(0, text.Length).Where(i => fits(text[i])).ToArray();
        if (places.Length == 0)
        {
            return text;
        }

        var place = chance.One(places);
        return string.Concat(text.AsSpan(0, place), by(text[place]).ToString(), text.AsSpan(place + 1));
    }

    // One more line brings the invoice above the amount, with every sum still right.
    private static void Scale(Invoice invoice, long aboveMinor, int taxPercent)
    {
        invoice.Lines.Add(new InvoiceLine { LineId = (invoice.Lines.Count + 1).ToString(CultureInfo.InvariantCulture), Text = "Equipment", AmountMinor = aboveMinor, AccountCode = invoice.Lines[0].AccountCode, CostCentre = invoice.CostCentre });
        CleanInvoice.Total(invoice, taxPercent);
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
