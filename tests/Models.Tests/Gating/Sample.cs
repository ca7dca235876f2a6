using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;

namespace Triage.Models.Tests.Gating;

/// <summary>A bill that every check applies to and passes, and the policy that lets it pass.</summary>
internal static class Sample
{
    public const long NowMicros = 1_790_000_000_000_000;
    public static readonly DateOnly Today = new(2026, 9, 21);

    public static readonly TriagePolicy Policy = DefaultPolicy.Load() with
    {
        Mode = PolicyMode.Active,
        StaleAfterDays = 730,
    };

    public static readonly Invoice Invoice = new()
    {
        SourceSystem = "generated-erp",
        SourceInvoiceId = "1",
        Kind = InvoiceKind.Invoice,
        SupplierId = "S1",
        SupplierName = "Surgical Supplies Ltd",
        RemitToAccount = "GB33BUKB20201555555555",
        ServiceLine = "theatres",
        SupplierInvoiceNumber = "A-100",
        IssueDate = Today.AddDays(-10),
        ServiceDate = Today.AddDays(-12),
        ReceiptDate = Today.AddDays(-8),
        DueDate = Today.AddDays(20),
        Discount = new(200, Today),
        Currency = "GBP",
        NetMinor = 300_000,
        TaxMinor = 60_000,
        TotalMinor = 360_000,
        PurchaseOrder = "PO-1",
        Facility = "north",
        Lines =
        [
            new() { LineId = "1", Text = "Gloves", ItemCode = "G1", ServiceCode = "A4253", Quantity = 100, UnitPrice = 10m, AmountMinor = 100_000, TaxMinor = 20_000 },
            new() { LineId = "2", Text = "Gowns", Quantity = 1, UnitPrice = 2000m, AmountMinor = 200_000, TaxMinor = 40_000 },
        ],
    };

    public static GateInput Input { get; } = new()
    {
        Invoice = Invoice,
        Twins = TwinSearch.Nothing,
        Policy = Policy,
        Today = Today,
        NowMicros = NowMicros,
        MasterData = SampleMasterData.Snapshot,
    };

    public static GateInput With(this GateInput input, Func<Invoice, Invoice> change) => input with { Invoice = change(input.Invoice) };

    public static Invoice WithLine(this Invoice invoice, int index, Func<InvoiceLine, InvoiceLine> change) =>
        invoice with { Lines = invoice.Lines.SetItem(index, change(invoice.Lines[index])) };

    public static GateInput WithTwins(this GateInput input, params int[] points) => input with
    {
        Twins = new()
        {
            Twins = [.. points.Select((value, i) => new Twin { InvoiceId = $"invoices/generated-erp/{i + 1}", Points = value })],
        },
    };

    public static Invoice AsCreditNote(this Invoice invoice) => invoice with
    {
        Kind = InvoiceKind.CreditNote,
        CorrectsInvoiceNumber = "A-99",
    };

    public static ImmutableArray<ExceptionCode> Codes(this Verdict verdict) => [.. verdict.Reasons.Select(reason => reason.Code)];
}
