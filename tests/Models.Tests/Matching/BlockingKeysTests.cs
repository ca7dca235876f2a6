using CsCheck;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

public sealed class BlockingKeysTests
{
    private const int Day = 739323;

    [Fact]
    public void ToStore_known_invoice_never_changes() => Assert.Equal(
        [
            new(BlockingKeyKind.NumberNormalised, 4318697679875579679, Day, int.MaxValue),
            new(BlockingKeyKind.SupplierAmount, 7230232080495325094, Day, int.MaxValue),
            new(BlockingKeyKind.CrossSupplier, 7177680750589590895, Day, int.MaxValue),
            new(BlockingKeyKind.PurchaseOrder, -3804625243381275002, Day, int.MaxValue),
            new(BlockingKeyKind.Lines, 2693958254850717041, Day, int.MaxValue),
        ],
        BlockingKeys.ToStore(Invoices.Plain));

    [Fact]
    public void ToStore_credit_note_is_found_under_the_number_it_corrects() =>
        Assert.Contains(new(BlockingKeyKind.Corrects, 5683152794417174752, Day, int.MaxValue), BlockingKeys.ToStore(Invoices.CreditNote));

    [Fact]
    public void ToStore_number_of_marks_only_stands_as_written()
    {
        var keys = BlockingKeys.ToStore(Invoices.Plain with { SupplierInvoiceNumber = "---" });
        Assert.Contains(new(BlockingKeyKind.Number, 2591014979732002286, Day, int.MaxValue), keys);
        Assert.DoesNotContain(keys, key => key.Kind is BlockingKeyKind.NumberNormalised or BlockingKeyKind.CrossSupplier);
    }

    [Fact]
    public void ToStore_no_number_no_amount_no_order_one_line_leaves_no_key() => Assert.Empty(BlockingKeys.ToStore(Invoices.Plain with
    {
        SupplierInvoiceNumber = " ",
        TotalMinor = 0,
        PurchaseOrder = null,
        Lines = [Invoices.Plain.Lines[0]],
    }));

    [Fact]
    public void ToStore_unknown_supplier_stands_under_number_and_amount_only() => Assert.Equal(
        [BlockingKeyKind.CrossSupplier],
        BlockingKeys.ToStore(Invoices.Plain with { SupplierId = null, SupplierName = "-" }).Select(key => key.Kind));

    [Fact]
    public void ToStore_smallest_amount_has_keys() =>
        Assert.Contains(BlockingKeys.ToStore(Invoices.Plain with { TotalMinor = long.MinValue }), key => key.Kind == BlockingKeyKind.SupplierAmount);

    [Fact]
    public void ToLookUp_amount_is_looked_up_within_the_window()
    {
        Assert.Equal(45, Window(Invoices.Plain));
        Assert.Equal(int.MaxValue, Window(Invoices.Plain with { IssueDate = null }));
        Assert.All(
            BlockingKeys.ToLookUp(Invoices.Plain),
            key => Assert.Equal(key.Kind == BlockingKeyKind.SupplierAmount ? 45 : int.MaxValue, key.WindowDays));

        static int Window(Invoice invoice) => BlockingKeys.ToLookUp(invoice).Single(key => key.Kind == BlockingKeyKind.SupplierAmount).WindowDays;
    }

    [Fact]
    public void ToLookUp_invoice_finds_the_credit_note_that_corrects_it() =>
        Assert.Contains(BlockingKeyKind.Corrects, Shared(Invoices.CreditNote, Invoices.Plain));

    [Fact]
    public void ToLookUp_credit_note_finds_the_invoice_it_corrects()
    {
        Assert.Contains(BlockingKeyKind.NumberNormalised, Shared(Invoices.Plain, Invoices.CreditNote));
        Assert.Equal(2, BlockingKeys.ToLookUp(Invoices.CreditNote).Count(key => key.Kind == BlockingKeyKind.NumberNormalised));
    }

    [Fact]
    public void ToLookUp_credit_note_with_the_number_it_corrects_looks_once() => Assert.Single(
        BlockingKeys.ToLookUp(Invoices.CreditNote with { SupplierInvoiceNumber = "INV-12" }),
        key => key.Kind == BlockingKeyKind.NumberNormalised);

    [Fact]
    public void ToLookUp_other_supplier_meets_by_number_and_amount_only() =>
        Assert.Equal([BlockingKeyKind.CrossSupplier], Shared(Invoices.Plain, Invoices.Plain with { SupplierId = "S-2" }));

    [Fact]
    public void ToLookUp_every_stored_key_of_an_equal_invoice_is_looked_up() => GenInvoice.Invoice.Sample(invoice =>
        Shared(invoice, invoice).Count() == BlockingKeys.ToStore(invoice).Length);

    [Fact]
    public void ToLookUp_and_ToStore_hold_no_key_twice() => GenInvoice.InvoiceOrCreditNote.Sample(invoice =>
        BlockingKeys.ToLookUp(invoice).Distinct().Count() == BlockingKeys.ToLookUp(invoice).Length
        && BlockingKeys.ToStore(invoice).Distinct().Count() == BlockingKeys.ToStore(invoice).Length);

    private static IEnumerable<BlockingKeyKind> Shared(Invoice stored, Invoice asking)
    {
        var keys = BlockingKeys.ToStore(stored).Select(key => (key.Kind, key.Hash)).ToHashSet();
        return BlockingKeys.ToLookUp(asking).Where(key => keys.Contains((key.Kind, key.Hash))).Select(key => key.Kind);
    }
}
