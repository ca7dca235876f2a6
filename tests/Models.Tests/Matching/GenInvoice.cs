using System.Collections.Immutable;
using CsCheck;
using Triage.Models.Intake;

namespace Triage.Models.Tests.Matching;

/// <summary>Invoices from few values each, so that pairs often share some of them.</summary>
internal static class GenInvoice
{
    private static readonly Gen<InvoiceLine> Line = Gen.Select(
        Gen.Long[1, 2],
        Gen.OneOf(null, "5100"),
        (amount, account) => new InvoiceLine { LineId = "l", AmountMinor = amount, AccountCode = account });

    private static readonly Gen<Invoice> Base = Gen.Select(
        Gen.OneOf("S-1", "S-2"),
        Gen.OneOf(null, "INV-0012", "inv12", "INV13", "1NV12", "---", "INV21", "X"),
        Gen.OneOf<int?>(null, 0, 3, 40, 80),
        Gen.OneOf("GBP", "EUR"),
        Gen.OneOf<long>(0, 5000, -5000),
        Gen.OneOf(null, "PO-1"),
        Line.Array[0, 4],
        (supplier, number, day, currency, amount, order, lines) => new Invoice
        {
            SourceSystem = "erp",
            SourceInvoiceId = "?",
            Kind = InvoiceKind.Invoice,
            SupplierId = supplier,
            SupplierInvoiceNumber = number,
            IssueDate = day is { } days ? new DateOnly(2025, 1, 1).AddDays(days) : null,
            Currency = currency,
            TotalMinor = amount,
            PurchaseOrder = order,
            Lines = lines.ToImmutableArray(),
        });

    public static readonly Gen<Invoice> Invoice = Gen.Select(Base, Gen.Int[0, 40], (invoice, id) => invoice with { SourceInvoiceId = $"{id}" });

    public static readonly Gen<Invoice> InvoiceOrCreditNote = Gen.Select(
        Invoice,
        Gen.Bool,
        Gen.OneOf(null, "INV 12", "13"),
        (invoice, isCredit, corrects) => isCredit
            ? invoice with { Kind = InvoiceKind.CreditNote, CorrectsInvoiceNumber = corrects, SourceInvoiceId = "c" + invoice.SourceInvoiceId }
            : invoice);
}
