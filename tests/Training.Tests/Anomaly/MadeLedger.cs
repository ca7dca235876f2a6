using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Training.Anomaly;

namespace Triage.Training.Tests.Anomaly;

/// <summary>A made-up history of which the law is known: each supplier has its own code, cost centre, usual amounts and day of the week.</summary>
internal static class MadeLedger
{
    public static readonly DateOnly First = new(2024, 1, 1);
    private const int Suppliers = 60;

    public static ImmutableArray<LabelledInvoice> Of(int seed, int days) => PlantedAnomalies.Ordered(Invoices(seed, days));

    public static List<Invoice> Invoices(int seed, int days)
    {
        var drawn = new Random(seed);
        var made = new List<Invoice>();
        for (var day = 0; day < days; day++)
        {
            for (var supplier = day % 7; supplier < Suppliers; supplier += 7)
            {
                for (var bill = 0; bill <= supplier % 4; bill++)
                {
                    made.Add(Bill($"{made.Count}", supplier, First.AddDays(day), Amount(supplier, drawn)));
                }
            }
        }

        return made;
    }

    public static Invoice Bill(string id, int supplier, DateOnly issued, long amountMinor) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = id,
        Kind = InvoiceKind.Invoice,
        SupplierName = $"Supplier Number {supplier} Limited",
        Currency = "GBP",
        Facility = supplier % 2 == 0 ? "north" : "south",
        IssueDate = issued,
        TotalMinor = amountMinor,
        Lines = [new InvoiceLine { LineId = "1", AmountMinor = amountMinor, AccountCode = $"{81200 + supplier * 17}", CostCentre = $"{40000 + supplier * 31}" }],
    };

    private static long Amount(int supplier, Random drawn) => supplier % 3 == 0 ? 12_345 + supplier * 1001L : (long)(20_000 * (1 + supplier % 5) * Math.Exp(0.3 * (drawn.NextDouble() - 0.5)));
}
