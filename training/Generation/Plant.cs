using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <summary>Puts known problems into clean invoices, so that what triage finds can be held against what is there.</summary>
internal static class Plant
{
    private static readonly string[] Kinds =
    [
        "duplicate_same_number", "duplicate_rekeyed_digit", "duplicate_ocr_confusion", "duplicate_moved_date", "duplicate_other_facility",
        "totals_inconsistent", "tax_invalid", "date_invalid", "lines_repeated", "reference_missing", "unexpected_currency", "over_limit", "credit_without_reference",
    ];

    public static GeneratedInvoice Problem(Invoice clean, Invoice earlier, DateOnly issued, Chance chance)
    {
        var kind = chance.One(Kinds);
        if (kind.StartsWith("duplicate", StringComparison.Ordinal))
        {
            return new(Copy(earlier, clean.SourceInvoiceId, kind, chance), kind, earlier.SourceInvoiceId);
        }

        switch (kind)
        {
            case "totals_inconsistent":
                clean.Lines[0].AmountMinor += 100 + chance.Below(5000);
                break;
            case "tax_invalid":
                (clean.TaxAmountMinor, clean.TotalAmountMinor) = (clean.NetAmountMinor, clean.NetAmountMinor * 2);
                break;
            case "date_invalid":
                clean.DueDate = LedgerGenerator.Iso(issued.AddDays(-1 - chance.Below(60)));
                clean.Discount = null;
                break;
            case "lines_repeated":
                var again = clean.Lines[0].Clone();
                again.LineId = (clean.Lines.Count + 1).ToString(CultureInfo.InvariantCulture);
                clean.Lines.Add(again);
                LedgerGenerator.Total(clean, 0);
                break;
            case "reference_missing":
                (clean.PurchaseOrder, clean.Contract) = ("", "");
                Scale(clean, 300_000);
                break;
            case "unexpected_currency":
                clean.Currency = "CHF";
                break;
            case "over_limit":
                Scale(clean, 1_500_000);
                break;
            default:
                clean.Kind = InvoiceKind.CreditNote;
                break;
        }

        return new(clean, kind, null);
    }

    public static Invoice Credit(Invoice original, string id, DateOnly issued, string number)
    {
        var credit = original.Clone();
        (credit.SourceInvoiceId, credit.Kind, credit.CorrectsInvoiceNumber) = (id, InvoiceKind.CreditNote, original.SupplierInvoiceNumber);
        (credit.SupplierInvoiceNumber, credit.IssueDate, credit.ReceiptDate, credit.DueDate, credit.Discount) = (number, LedgerGenerator.Iso(issued), LedgerGenerator.Iso(issued), "", null);
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
                copy.IssueDate = LedgerGenerator.Iso(DateOnly.ParseExact(copy.IssueDate, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1 + chance.Below(5)));
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
    private static void Scale(Invoice invoice, long aboveMinor)
    {
        invoice.Lines.Add(new InvoiceLine { LineId = (invoice.Lines.Count + 1).ToString(CultureInfo.InvariantCulture), Text = "Equipment", AmountMinor = aboveMinor, AccountCode = invoice.Lines[0].AccountCode, CostCentre = invoice.CostCentre });
        LedgerGenerator.Total(invoice, 0);
    }
}
