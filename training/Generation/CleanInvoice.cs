using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <summary>One invoice with nothing wrong in it.</summary>
internal static class CleanInvoice
{
    internal static readonly string[] ServiceLines = ["theatres", "pathology", "radiology", "pharmacy", "estates", "maternity", "outpatients", "emergency"];

    /// <summary>What was ordered: a few of the supplier's items.</summary>
    public static Invoice Ordered(string id, DateOnly issued, GeneratedSupplier supplier, Chance chance)
    {
        var invoice = Header(id, issued, supplier, new CostPlace(chance), chance);
        AddLines(invoice, supplier, chance);
        Total(invoice, supplier.TaxPercent);
        return invoice;
    }

    /// <summary>What a contract says each month: the same amount for the same place.</summary>
    public static Invoice Monthly(string id, DateOnly issued, GeneratedSupplier supplier, Chance chance)
    {
        var invoice = Header(id, issued, supplier, supplier.MonthlyPlace, chance);
        invoice.PurchaseOrder = "";
        invoice.Lines.Add(new InvoiceLine { LineId = "1", Text = "Monthly service charge", AmountMinor = supplier.MonthlyMinor, AccountCode = supplier.Accounts[0], CostCentre = invoice.CostCentre });
        Total(invoice, supplier.TaxPercent);
        return invoice;
    }

    public static void Total(Invoice invoice, int taxPercent)
    {
        var net = invoice.Lines.Sum(line => line.AmountMinor);
        var tax = (long)Math.Round(net * taxPercent / 100m, MidpointRounding.AwayFromZero);
        (invoice.NetAmountMinor, invoice.TaxAmountMinor, invoice.TotalAmountMinor) = (net, tax, net + tax);
    }

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Invoice Header(string id, DateOnly issued, GeneratedSupplier supplier, CostPlace place, Chance chance)
    {
        var invoice = new Invoice
        {
            SourceSystem = LedgerGenerator.SourceSystem,
            SourceInvoiceId = id,
            Kind = InvoiceKind.Invoice,
            Supplier = new Supplier { SupplierId = supplier.Id, Name = supplier.Name },
            SupplierInvoiceNumber = supplier.NextNumber(issued, chance),
            IssueDate = Iso(issued),
            ServiceDate = Iso(issued.AddDays(-chance.Below(10))),
            ReceiptDate = Iso(issued.AddDays(chance.Below(6))),
            DueDate = Iso(issued.AddDays(supplier.TermDays)),
            Currency = "GBP",
            Contract = supplier.Contract ?? "",
            PurchaseOrder = supplier.IsOrdered ? $"PO-{chance.Below(900_000) + 100_000}" : "",
            Facility = place.Facility,
            ServiceLine = chance.One(ServiceLines),
            Department = place.Department,
            CostCentre = place.CostCentre,
            RemitTo = new RemitTo { Account = supplier.RemitTo },
        };
        if (supplier.HasDiscount)
        {
            invoice.Discount = new DiscountTerms { RateBasisPoints = 200, UntilDate = Iso(issued.AddDays(10)) };
        }

        return invoice;
    }

    private static void AddLines(Invoice invoice, GeneratedSupplier supplier, Chance chance)
    {
        var items = supplier.Items.OrderBy(_ => chance.Next()).Take(1 + (int)Math.Min(supplier.Items.Count - 1, chance.LogNormal(1.2, 0.8))).ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            var (code, price, service, account) = items[i];
            var quantity = 1 + (int)Math.Min(400, chance.LogNormal(3, 1));
            invoice.Lines.Add(new InvoiceLine
            {
                LineId = (i + 1).ToString(CultureInfo.InvariantCulture),
                Text = $"Item {code}",
                Quantity = quantity.ToString(CultureInfo.InvariantCulture),
                UnitPrice = price.ToString("0.00", CultureInfo.InvariantCulture),
                AmountMinor = (long)(quantity * price * 100),
                ItemCode = code,
                ServiceCode = service,
                AccountCode = account,
                CostCentre = invoice.CostCentre,
            });
        }
    }
}
