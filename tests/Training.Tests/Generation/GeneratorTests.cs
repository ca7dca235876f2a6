using System.Text.RegularExpressions;
using Triage.Protos.V1;
using Triage.Training.Generation;

namespace Triage.Training.Tests.Generation;

public sealed partial class GeneratorTests
{
    private static readonly GeneratedInvoice[] Ledger = Made(1, 20_000);
    private static readonly Invoice[] Clean = [.. Ledger.Where(made => made.Problem is null && made.Invoice.Kind == InvoiceKind.Invoice).Select(made => made.Invoice)];

    [Fact]
    public void Generate_same_seed_gives_the_same_ledger_and_another_seed_another()
    {
        var first = Made(3, 1000).Select(made => made.Invoice.ToString()).ToArray();
        Assert.Equal(first, Made(3, 1000).Select(made => made.Invoice.ToString()));
        Assert.NotEqual(first, Made(4, 1000).Select(made => made.Invoice.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(1_234)]
    public void Generate_gives_as_many_as_asked_with_ids_of_their_own(int invoices)
    {
        var ids = Made(1, invoices).Select(made => made.Invoice.SourceInvoiceId).ToArray();
        Assert.Equal(invoices, ids.Distinct().Count());
        Assert.Equal(invoices, ids.Length);
        // Ledgers of other seeds and sizes can go to the same service.
        Assert.Empty(ids.Intersect(Made(2, invoices).Concat(Made(1, invoices + 1)).Select(made => made.Invoice.SourceInvoiceId)));
    }

    [Fact]
    public void Generate_history_before_has_the_same_suppliers_and_nothing_of_what_comes_after()
    {
        var shown = new GeneratorOptions { Seed = 5, Invoices = 3_000 };
        var before = new LedgerGenerator(shown.HistoryBefore()).Generate().ToArray();
        var after = new LedgerGenerator(shown).Generate().Select(made => made.Invoice).ToArray();
        Assert.All(before, made => Assert.Null(made.Problem));
        Assert.All(before, made => Assert.DoesNotContain(made.Invoice.Lines, line => line.AccountCode.Length == 0));
        Assert.True(string.CompareOrdinal(before[^1].Invoice.IssueDate, after[0].IssueDate) < 0);
        Assert.Empty(before.Select(made => made.Invoice.SourceInvoiceId).Intersect(after.Select(invoice => invoice.SourceInvoiceId)));

        var known = before.ToLookup(made => made.Invoice.Supplier.SupplierId);
        var own = after.Where(invoice => known.Contains(invoice.Supplier.SupplierId)).ToArray();
        Assert.True(own.Length > after.Length * 0.9);
        Assert.All(own, invoice => Assert.DoesNotContain(known[invoice.Supplier.SupplierId], made => made.Invoice.SupplierInvoiceNumber == invoice.SupplierInvoiceNumber));
    }

    [Fact]
    public void Generate_unplanted_invoices_add_up()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Assert.All(Made(seed, 1000).Where(made => made.Problem is null).Select(made => made.Invoice), invoice =>
            {
                Assert.Equal(invoice.NetAmountMinor, invoice.Lines.Sum(line => line.AmountMinor));
                Assert.Equal(invoice.TotalAmountMinor, invoice.NetAmountMinor + invoice.TaxAmountMinor);
            });
        }
    }

    [Fact]
    public void Generate_every_invoice_says_that_it_is_generated() => Assert.All(Ledger, made => Assert.Equal("generated-erp", made.Invoice.SourceSystem));

    [Fact]
    public void Generate_issue_dates_never_go_back() => Assert.Equal(Clean.Select(invoice => invoice.IssueDate).Order(StringComparer.Ordinal), Clean.Select(invoice => invoice.IssueDate));

    [Fact]
    public void Generate_each_supplier_keeps_to_its_own_numbering_scheme()
    {
        string[] schemes = [@"^[A-Z]{2}\d{6}$", @"^20\d\d/\d{5,}$", @"^\d{7}$", @"^INV-\d+-\d$"];
        var used = Clean.GroupBy(invoice => invoice.Supplier.SupplierId).Select(own =>
        {
            var numbers = own.Select(invoice => invoice.SupplierInvoiceNumber).ToArray();
            Assert.Equal(numbers.Length, numbers.Distinct().Count());
            return Assert.Single(schemes, scheme => numbers.All(number => Regex.IsMatch(number, scheme)));
        }).ToHashSet();
        Assert.Equal(schemes.Length, used.Count);
    }

    [Fact]
    public void Generate_gives_orders_contracts_cost_centres_and_codes()
    {
        Assert.All(Clean, invoice => Assert.True(invoice.PurchaseOrder.Length + invoice.Contract.Length > 0));
        Assert.Contains(Clean, invoice => PurchaseOrder().IsMatch(invoice.PurchaseOrder));
        Assert.All(Clean, invoice => Assert.Matches(@"^CC\d{3}$", invoice.CostCentre));
        Assert.All(Clean.SelectMany(invoice => invoice.Lines), line => Assert.Matches(@"^(\d{5})?$", line.AccountCode));
        Assert.InRange(Clean.Count(invoice => invoice.Lines.All(line => line.AccountCode.Length == 0)) / (double)Clean.Length, 0.09, 0.11);
        Assert.All(Clean, invoice => Assert.Single(invoice.Lines.Select(line => line.AccountCode.Length).Distinct()));
        var services = Clean.SelectMany(invoice => invoice.Lines).Select(line => line.ServiceCode).Where(code => code.Length > 0).ToArray();
        Assert.All(services, code => Assert.Matches(@"^[A-V]\d{4}$", code)); // the form of HCPCS Level II
        Assert.InRange(services.Distinct().Count(), 10, 100);
    }

    [Fact]
    public void Generate_recurring_contracts_come_once_a_month_with_one_amount()
    {
        var charges = Clean.Where(invoice => invoice.Lines is [{ Text: "Monthly service charge" }]).GroupBy(invoice => invoice.Supplier.SupplierId).ToArray();
        Assert.InRange(charges.Length, 10, 200);
        Assert.All(charges, own =>
        {
            Assert.Single(own.Select(invoice => (invoice.Contract, invoice.TotalAmountMinor, invoice.CostCentre)).Distinct());
            Assert.Equal(own.Count(), own.Select(invoice => invoice.IssueDate[..7]).Distinct().Count());
            Assert.InRange(own.Count(), 8, 9); // nine months, and a credit or a copy never stands among them
        });
    }

    [Fact]
    public void Generate_credits_name_an_earlier_invoice_of_the_same_supplier_and_amount()
    {
        var credits = Ledger.Where(made => made.Problem is null && made.Invoice.Kind == InvoiceKind.CreditNote).ToArray();
        Assert.InRange(credits.Length, 200, 400); // 1.5 %
        var byId = Ledger.ToDictionary(made => made.Invoice.SourceInvoiceId, made => made.Invoice);
        Assert.All(credits, credit =>
        {
            var original = byId[credit.RelatedSourceInvoiceId!]; // a credit has one
            Assert.Equal(
                (original.Supplier.SupplierId, original.SupplierInvoiceNumber, original.TotalAmountMinor),
                (credit.Invoice.Supplier.SupplierId, credit.Invoice.CorrectsInvoiceNumber, credit.Invoice.TotalAmountMinor));
        });
    }

    [Fact]
    public void Generate_first_digits_follow_Benfords_law()
    {
        var digits = Clean.CountBy(invoice => invoice.TotalAmountMinor.ToString(System.Globalization.CultureInfo.InvariantCulture)[0]).ToDictionary();
        Assert.All(Enumerable.Range(1, 9), digit =>
            Assert.InRange(digits[(char)('0' + digit)] / (double)Clean.Length - Math.Log10(1 + 1.0 / digit), -0.025, 0.025));
    }

    [Fact]
    public void Generate_tax_is_at_one_of_the_rates_and_every_rate_is_used()
    {
        var rates = Clean.GroupBy(invoice => invoice.Supplier.SupplierId).Select(own => Assert.Single(
            (int[])[0, 5, 20],
            rate => own.All(invoice => invoice.TaxAmountMinor == (long)Math.Round(invoice.NetAmountMinor * rate / 100m, MidpointRounding.AwayFromZero)))).ToHashSet();
        Assert.Equal(3, rates.Count);
    }

    [Fact]
    public void Generate_a_few_suppliers_send_most_of_the_invoices()
    {
        var counts = Clean.CountBy(invoice => invoice.Supplier.SupplierId).Select(count => count.Value).OrderDescending().ToArray();
        Assert.InRange(counts.Take(counts.Length / 10).Sum() / (double)Clean.Length, 0.4, 0.8);
    }

    internal static GeneratedInvoice[] Made(ulong seed, int invoices) => [.. new LedgerGenerator(new GeneratorOptions { Invoices = invoices, Seed = seed }).Generate()];

    [GeneratedRegex(@"^PO-\d{6}$")]
    private static partial Regex PurchaseOrder();
}
