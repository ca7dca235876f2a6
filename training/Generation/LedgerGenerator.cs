using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <summary>
/// A hospital group's ledger in the order of its issue dates, made and never real. Memory holds the
/// suppliers and a window of recent invoices, whatever the size.
/// </summary>
public sealed class LedgerGenerator(GeneratorOptions options)
{
    public const string SourceSystem = "generated-erp";
    private const int WindowInvoices = 400;
    private static readonly string[] Facilities = ["north", "south", "east", "childrens", "cancer-centre", "community"];
    private static readonly string[] ServiceLines = ["theatres", "pathology", "radiology", "pharmacy", "estates", "maternity", "outpatients", "emergency"];

    public IEnumerable<GeneratedInvoice> Generate()
    {
        var chance = new Chance(options.Seed);
        var suppliers = Enumerable.Range(1, Math.Max(12, (int)Math.Sqrt(options.Invoices) * 2)).Select(n => new GeneratedSupplier(n, chance)).ToArray();
        var recent = new Queue<Invoice>();
        for (var n = 1; n <= options.Invoices; n++)
        {
            var issued = options.From.AddDays((int)((long)(n - 1) * options.Days / options.Invoices));
            var made = Make(n, issued, suppliers, recent, chance);
            if (made.Problem is null && made.Invoice.Kind == InvoiceKind.Invoice)
            {
                recent.Enqueue(made.Invoice);
                if (recent.Count > WindowInvoices)
                {
                    recent.Dequeue();
                }
            }

            yield return made;
        }
    }

    private GeneratedInvoice Make(int n, DateOnly issued, GeneratedSupplier[] suppliers, Queue<Invoice> recent, Chance chance)
    {
        var id = $"G-{n.ToString("D7", CultureInfo.InvariantCulture)}";
        if (recent.Count > 50 && chance.Is(options.ProblemRate))
        {
            return Plant.Problem(Clean(id, issued, Pick(suppliers, chance), chance), recent.ElementAt(chance.Below(recent.Count)), issued, chance);
        }

        if (recent.Count > 50 && chance.Is(0.015))
        {
            var original = recent.ElementAt(chance.Below(recent.Count));
            return new(Plant.Credit(original, id, issued, suppliers.First(s => s.Id == original.Supplier.SupplierId).NextNumber(issued, chance)), null, original.SourceInvoiceId);
        }

        return new(Clean(id, issued, Pick(suppliers, chance), chance), null, null);
    }

    // A few suppliers send most of the invoices (Zipf's law): the index is drawn on a logarithmic scale.
    private static GeneratedSupplier Pick(GeneratedSupplier[] suppliers, Chance chance) =>
        suppliers[Math.Min(suppliers.Length - 1, (int)Math.Exp(chance.Unit() * Math.Log(suppliers.Length + 1)) - 1)];

    private static Invoice Clean(string id, DateOnly issued, GeneratedSupplier supplier, Chance chance)
    {
        var facility = chance.One(Facilities);
        var invoice = new Invoice
        {
            SourceSystem = SourceSystem,
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
            Facility = facility,
            ServiceLine = chance.One(ServiceLines),
            Department = $"{facility}-{chance.Below(12) + 1}",
            CostCentre = $"CC{chance.Below(300) + 100}",
            RemitTo = new RemitTo { Account = supplier.RemitTo },
        };
        if (supplier.HasDiscount)
        {
            invoice.Discount = new DiscountTerms { RateBasisPoints = 200, UntilDate = Iso(issued.AddDays(10)) };
        }

        if (supplier.MonthlyMinor > 0 && chance.Is(0.5))
        {
            invoice.Lines.Add(new InvoiceLine { LineId = "1", Text = "Monthly service charge", AmountMinor = supplier.MonthlyMinor, AccountCode = supplier.Account, CostCentre = invoice.CostCentre });
        }
        else
        {
            AddLines(invoice, supplier, chance);
        }

        Total(invoice, supplier.TaxPercent);
        return invoice;
    }

    private static void AddLines(Invoice invoice, GeneratedSupplier supplier, Chance chance)
    {
        var items = supplier.Items.OrderBy(_ => chance.Next()).Take(1 + (int)Math.Min(supplier.Items.Count - 1, chance.LogNormal(1.2, 0.8))).ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            var (code, price, service) = items[i];
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
                AccountCode = supplier.Account,
                CostCentre = invoice.CostCentre,
            });
        }
    }

    internal static void Total(Invoice invoice, int taxPercent)
    {
        var net = invoice.Lines.Sum(line => line.AmountMinor);
        var tax = (long)Math.Round(net * taxPercent / 100m, MidpointRounding.AwayFromZero);
        (invoice.NetAmountMinor, invoice.TaxAmountMinor, invoice.TotalAmountMinor) = (net, tax, net + tax);
    }

    internal static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
