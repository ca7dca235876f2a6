using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <summary>
/// A hospital group's ledger in the order of its issue dates, made and never real. Memory holds the
/// suppliers and a window of recent invoices, whatever the size.
/// </summary>
public sealed class LedgerGenerator(GeneratorOptions options)
{
    /// <summary>By it everybody sees that an invoice was made up.</summary>
    public const string SourceSystem = "generated-erp";
    private const int WindowInvoices = 400;
    private const int WindowInvoicesMin = 50;
    private const double CreditRate = 0.015;

    public IEnumerable<GeneratedInvoice> Generate()
    {
        var chance = new Chance(~options.Seed); // suppliers are drawn from the seed itself
        var all = GeneratedSuppliers.Make(options);
        var suppliers = all.Usual;
        var monthly = new MonthlyCharges(suppliers, options.From);
        var recent = new Queue<(Invoice Invoice, GeneratedSupplier Supplier)>();
        for (var n = 1; n <= options.Invoices; n++)
        {
            var issued = options.From.AddDays((int)((long)(n - 1) * options.Days / options.Invoices));
            var due = monthly.Next(issued);
            var supplier = due ?? Pick(suppliers, chance);
            var made = due is not null ? new(CleanInvoice.Monthly(Id(n), issued, supplier, chance), null, null) : Make(Id(n), issued, supplier, all, recent, chance);
            if (made.Problem is null && made.Invoice.Kind == InvoiceKind.Invoice)
            {
                recent.Enqueue((made.Invoice, supplier));
                if (recent.Count > WindowInvoices)
                {
                    recent.Dequeue();
                }
            }

            if (chance.Is(options.UncodedShare))
            {
                Uncode(made.Invoice);
            }

            yield return made;
        }
    }

    // The seed and the size stand in the id: ledgers of different ones can go to one service. So does the generator's own
    // version: what it makes of a seed differs from what an earlier one made.
    private string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"G3-{options.Seed}-{options.Invoices}-{n:D7}");

    private GeneratedInvoice Make(string id, DateOnly issued, GeneratedSupplier supplier, GeneratedSuppliers all, Queue<(Invoice Invoice, GeneratedSupplier Supplier)> recent, Chance chance)
    {
        var roll = chance.Unit();
        if (recent.Count > WindowInvoicesMin && roll < options.ProblemRate + CreditRate)
        {
            var (earlier, its) = recent.ElementAt(chance.Below(recent.Count));
            return roll < options.ProblemRate
                ? Plant.Problem(CleanInvoice.Ordered(id, issued, supplier, chance), supplier.TaxPercent, earlier, all, chance)
                : new(Plant.Credit(earlier, id, issued, its.NextNumber(issued, chance)), null, earlier.SourceInvoiceId);
        }

        return new(CleanInvoice.Ordered(id, issued, supplier, chance), null, null);
    }

    private static void Uncode(Invoice invoice)
    {
        foreach (var line in invoice.Lines)
        {
            line.AccountCode = "";
        }
    }

    // A few suppliers send most of the invoices (Zipf's law): the index is drawn on a logarithmic scale.
    private static GeneratedSupplier Pick(IReadOnlyList<GeneratedSupplier> suppliers, Chance chance) =>
        suppliers[Math.Min(suppliers.Count - 1, (int)Math.Exp(chance.Unit() * Math.Log(suppliers.Count + 1)) - 1)];
}
