using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Training.Duplicates;

namespace Triage.Training.Tests.Duplicates;

public sealed class PlantedLedgerTests
{
    private const double Share = 0.1;
    private static readonly List<Invoice> Ledger = [.. Enumerable.Range(0, 4000).Select(i => Bill(i, new Random(i)))];

    [Fact]
    public void Of_the_same_seed_gives_the_same_bills_and_another_gives_others()
    {
        var (one, same, other) = (PlantedLedger.Of(Ledger, Share, 1), PlantedLedger.Of(Ledger, Share, 1), PlantedLedger.Of(Ledger, Share, 2));
        Assert.Equal(one.Select(Written), same.Select(Written));
        Assert.NotEqual(one.Select(Written), other.Select(Written));
    }

    [Fact]
    public void Of_each_kind_is_planted_in_its_share_and_after_its_original()
    {
        var planted = PlantedLedger.Of(Ledger, Share, 1);
        var received = planted.Where(bill => bill.Copy is null).ToDictionary(bill => bill.Invoice.SourceInvoiceId, bill => bill.ReceivedDay);
        var copies = planted.Where(bill => bill.Copy is not null).ToArray();
        var originals = copies.GroupBy(copy => copy.Copy).ToDictionary(kind => kind.Key!, kind => kind.Select(copy => copy.OriginalId).Distinct().Count());
        Assert.Equal(Enum.GetValues<CopyKind>().Length, originals.Count);
        Assert.All(originals.Values, count => Assert.InRange(count, 0.5 * Share * Ledger.Count / 7, 1.5 * Share * Ledger.Count / 7));
        Assert.All(copies, copy => Assert.True(copy.ReceivedDay > received[copy.OriginalId!]));
        Assert.Equal(planted.Select(bill => bill.ReceivedDay).Order(), planted.Select(bill => bill.ReceivedDay));
    }

    [Fact]
    public void Of_every_copy_differs_as_its_kind_says()
    {
        var planted = PlantedLedger.Of(Ledger, Share, 3);
        var originals = planted.Where(bill => bill.Copy is null).ToDictionary(bill => bill.Invoice.SourceInvoiceId, bill => bill.Invoice);
        foreach (var copies in planted.Where(bill => bill.Copy is not null).GroupBy(bill => bill.OriginalId!))
        {
            var original = originals[copies.Key];
            var first = copies.First();
            var copy = first.Invoice;
            if (first.Copy == ReceivedBill.Split && copies.Count() == 1)
            {
                continue; // its other half came after the last day
            }

            Assert.Equal(original.AmountMinor, copies.Sum(part => part.Invoice.AmountMinor));
            Assert.Equal(first.Copy is "rekeyed_digit" or "ocr_confusion", copy.SupplierInvoiceNumber != original.SupplierInvoiceNumber && first.Copy != ReceivedBill.Split);
            Assert.Equal(first.Copy == "moved_date", copy.IssueDate != original.IssueDate);
            Assert.Equal(first.Copy == "alias", copy.SupplierName != original.SupplierName);
            Assert.Equal(first.Copy == "other_facility", copy.Facility != original.Facility || !copy.Lines.Select(line => line.CostCentre).SequenceEqual(original.Lines.Select(line => line.CostCentre).Take(copy.Lines.Length)) && first.Copy != ReceivedBill.Split);
            Assert.Equal(first.Copy == ReceivedBill.Split ? 2 : 1, copies.Count());
        }
    }

    [Fact]
    public void Of_the_order_of_receipt_alone_tells_no_copy()
    {
        // Of honest bills too, many come days after one that was issued later; twenty come a day.
        const int DaysBills = 40;
        var honest = PlantedLedger.Of(Ledger, Share, 5).Where(bill => bill.Copy is null).ToArray();
        var overtaken = Enumerable.Range(DaysBills, honest.Length - DaysBills).Count(i => honest[i].Invoice.IssueDate < honest[i - DaysBills].Invoice.IssueDate);
        Assert.InRange((double)overtaken / honest.Length, 0.3, 0.6);
    }

    [Fact]
    public void Of_ledgers_without_names_places_or_lines_are_planted_as_far_as_they_go()
    {
        var bare = Ledger.Select(bill => bill with { SupplierName = null, SupplierId = "S1", Facility = null, TotalMinor = 500, Lines = [] }).ToList();
        Assert.NotEmpty(PlantedLedger.Of(bare, Share, 6).Where(bill => bill.Copy is not null));
    }

    [Fact]
    public void Of_no_bill_has_a_code_and_every_one_a_number()
    {
        var planted = PlantedLedger.Of(Ledger, Share, 4);
        Assert.All(planted, bill => Assert.False(string.IsNullOrEmpty(bill.Invoice.SupplierInvoiceNumber)));
        Assert.All(planted, bill => Assert.All(bill.Invoice.Lines, line => Assert.Null(line.AccountCode)));
        var credits = planted.Where(bill => bill.Invoice.Kind == InvoiceKind.CreditNote).ToArray();
        Assert.NotEmpty(credits);
        var numbers = planted.Select(bill => bill.Invoice.SupplierInvoiceNumber).ToHashSet();
        Assert.All(credits, credit => Assert.Contains(credit.Invoice.CorrectsInvoiceNumber, numbers));
    }

    [Fact]
    public void Varied_suppliers_number_in_many_ways_and_each_copy_still_differs_as_its_kind_says()
    {
        var planted = PlantedLedger.Varied(Ledger, Share, 8);
        Assert.Equal(planted.Select(Written), PlantedLedger.Varied(Ledger, Share, 8).Select(Written));
        Assert.All(planted, bill => Assert.NotNull(InvoiceNumber.Normalise(bill.Invoice.SupplierInvoiceNumber)));
        var forms = planted.Where(bill => bill.Copy is null).GroupBy(bill => bill.Invoice.SupplierName)
            .Select(supplier => string.Concat(supplier.First().Invoice.SupplierInvoiceNumber!.Select(c => char.IsAsciiDigit(c) ? '9' : char.IsAsciiLetter(c) ? 'A' : c))).Distinct();
        Assert.True(forms.Count() > 15);
        var originals = planted.Where(bill => bill.Copy is null).ToDictionary(bill => bill.Invoice.SourceInvoiceId, bill => bill);
        foreach (var copy in planted.Where(bill => bill.Copy is not null and not ReceivedBill.Split))
        {
            var original = originals[copy.OriginalId!];
            Assert.InRange(copy.ReceivedDay - original.ReceivedDay, 1, 45);
            Assert.Equal(copy.Copy is "rekeyed_digit" or "ocr_confusion", copy.Invoice.SupplierInvoiceNumber != original.Invoice.SupplierInvoiceNumber);
            Assert.Equal(copy.Copy == "alias", SupplierName.Normalise(copy.Invoice.SupplierName) != SupplierName.Normalise(original.Invoice.SupplierName));
            Assert.Equal(original.Invoice.AmountMinor, copy.Invoice.AmountMinor);
        }
    }

    private static string Written(ReceivedBill bill) => $"{bill.ReceivedDay} {bill.Invoice.SourceInvoiceId} {bill.Invoice.SupplierName} {bill.Invoice.SupplierInvoiceNumber} {bill.Invoice.AmountMinor} {bill.Copy}";

    private static Invoice Bill(int i, Random drawn) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = $"{i}",
        Kind = InvoiceKind.Invoice,
        SupplierName = $"Supplier Number {drawn.Next(40)} Limited",
        Currency = "GBP",
        Facility = drawn.Next(2) == 0 ? "north" : "south",
        IssueDate = new DateOnly(2024, 1, 1).AddDays(drawn.Next(200)),
        Lines = [.. Enumerable.Range(1, drawn.Next(1, 4)).Select(line => new InvoiceLine { LineId = $"{line}", AmountMinor = drawn.Next(1000, 1_000_000), CostCentre = $"4{drawn.Next(20):0000}", AccountCode = "81200" })],
    };
}
