using Triage.Models.MasterData;
using Triage.Protos.V1;
using SupplierHold = Triage.Models.MasterData.SupplierHold;
using Triage.Training.Generation;

namespace Triage.Training.Tests.Generation;

/// <summary>What the side file says of an invoice is so.</summary>
public sealed class PlantTests
{
    private static readonly GeneratedInvoice[] Ledger = GeneratorTests.Made(5, 20_000);
    private static readonly SupplierDirectory MasterData = GeneratedMasterDataTests.Suppliers(5, 20_000);
    private static readonly Dictionary<string, Invoice> ById = Ledger.ToDictionary(made => made.Invoice.SourceInvoiceId, made => made.Invoice);

    [Fact]
    public void Problem_every_kind_is_planted_and_names_a_code_of_the_contract()
    {
        Assert.Equal(PlantedProblem.All.Select(problem => problem.Name).Order(), Ledger.Select(made => made.Problem?.Name).OfType<string>().Distinct().Order());
        Assert.All(PlantedProblem.All, problem => Assert.True(Enum.TryParse<ExceptionCode>(problem.Exception.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out _), problem.Exception));
    }

    [Fact]
    public void Problem_rate_is_the_one_asked_for() => Assert.InRange(Ledger.Count(made => made.Problem is not null) / (double)Ledger.Length, 0.05, 0.07);

    [Fact]
    public void Problem_duplicate_names_the_clean_invoice_that_it_copies()
    {
        var order = Ledger.Select((made, place) => (made.Invoice.SourceInvoiceId, place)).ToDictionary(pair => pair.SourceInvoiceId, pair => pair.place);
        Assert.All(Planted("duplicate_"), made =>
        {
            var original = ById[made.RelatedSourceInvoiceId!]; // a duplicate has one
            Assert.True(order[original.SourceInvoiceId] < order[made.Invoice.SourceInvoiceId]);
            Assert.Equal((original.Supplier.SupplierId, original.TotalAmountMinor), (made.Invoice.Supplier.SupplierId, made.Invoice.TotalAmountMinor));
            Assert.DoesNotContain(Ledger, other => other.Problem is not null && other.Invoice.SourceInvoiceId == original.SourceInvoiceId);
        });
    }

    [Theory]
    [InlineData("duplicate_same_number", 0)]
    [InlineData("duplicate_rekeyed_digit", 1)]
    [InlineData("duplicate_ocr_confusion", 1)]
    public void Problem_duplicate_differs_in_as_many_characters_as_it_says(string problem, int characters) => Assert.All(Planted(problem), made =>
    {
        var original = ById[made.RelatedSourceInvoiceId!].SupplierInvoiceNumber; // a duplicate has one
        Assert.Equal(characters, original.Zip(made.Invoice.SupplierInvoiceNumber).Count(pair => pair.First != pair.Second));
    });

    [Fact]
    public void Problem_is_in_the_invoice()
    {
        Assert.All(Planted("totals_inconsistent"), made => Assert.NotEqual(made.Invoice.NetAmountMinor, made.Invoice.Lines.Sum(line => line.AmountMinor)));
        Assert.All(Planted("tax_invalid"), made => Assert.Equal(made.Invoice.NetAmountMinor, made.Invoice.TaxAmountMinor));
        Assert.All(Planted("date_invalid"), made => Assert.True(string.CompareOrdinal(made.Invoice.DueDate, made.Invoice.IssueDate) < 0));
        Assert.All(Planted("lines_repeated"), made => Assert.Equal(made.Invoice.Lines[0].ItemCode, made.Invoice.Lines[^1].ItemCode));
        Assert.All(Planted("reference_missing"), made => Assert.Equal(("", "", true), (made.Invoice.PurchaseOrder, made.Invoice.Contract, made.Invoice.TotalAmountMinor > 250_000)));
        Assert.All(Planted("unexpected_currency"), made => Assert.Equal("CHF", made.Invoice.Currency));
        Assert.All(Planted("over_limit"), made => Assert.True(made.Invoice.TotalAmountMinor > 1_000_000));
        Assert.All(Planted("unknown_supplier"), made => Assert.Null(MasterData.ById(made.Invoice.Supplier.SupplierId)));
        Assert.All(Planted("supplier_on_hold"), made => Assert.Equal(SupplierHold.Payment, MasterData.ById(made.Invoice.Supplier.SupplierId)!.Hold)); // it is there
        Assert.All(Planted("supplier_excluded"), made => Assert.True(MasterData.ById(made.Invoice.Supplier.SupplierId)!.IsExcluded)); // as above
        Assert.All(Planted("bank_account_changed"), made => Assert.False(MasterData.IsKnownAccount(MasterData.ById(made.Invoice.Supplier.SupplierId)!, made.Invoice.RemitTo.Account, null))); // as above
        Assert.All(Planted("unlisted_code"), made => Assert.Equal("J3490", made.Invoice.Lines[0].ServiceCode));
        Assert.All(Planted("credit_without_reference"), made => Assert.Equal((InvoiceKind.CreditNote, ""), (made.Invoice.Kind, made.Invoice.CorrectsInvoiceNumber)));
    }

    [Fact]
    public void Problem_none_planted_means_known_to_master_data() => Assert.All(Ledger.Where(made => made.Problem is null), made =>
    {
        var supplier = Assert.IsType<Models.MasterData.Supplier>(MasterData.ById(made.Invoice.Supplier.SupplierId));
        Assert.Equal((SupplierHold.None, false, made.Invoice.Supplier.Name), (supplier.Hold, supplier.IsExcluded, supplier.Name));
        Assert.True(MasterData.IsKnownAccount(supplier, made.Invoice.RemitTo.Account, null));
    });

    [Fact]
    public void Problem_other_kinds_leave_the_sums_right() => Assert.All(
        PlantedProblem.All.Select(problem => problem.Name).Except(["totals_inconsistent", "tax_invalid"]).SelectMany(Planted),
        made => Assert.Equal((made.Invoice.Lines.Sum(line => line.AmountMinor), made.Invoice.NetAmountMinor + made.Invoice.TaxAmountMinor), (made.Invoice.NetAmountMinor, made.Invoice.TotalAmountMinor)));

    private static GeneratedInvoice[] Planted(string prefix)
    {
        GeneratedInvoice[] planted = [.. Ledger.Where(made => made.Problem is { } problem && problem.Name.StartsWith(prefix, StringComparison.Ordinal))];
        Assert.NotEmpty(planted);
        return planted;
    }
}
