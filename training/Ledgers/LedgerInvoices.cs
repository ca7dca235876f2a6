using System.Globalization;
using Triage.Models.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>A ledger's invoice as the scorers see it. What the service would refuse is read as not given: history is as it is.</summary>
public static class LedgerInvoices
{
    public static Invoice ToDomain(Proto.Invoice proto) => new()
    {
        SourceSystem = proto.SourceSystem,
        SourceInvoiceId = proto.SourceInvoiceId,
        Kind = proto.Kind == Proto.InvoiceKind.CreditNote ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
        SupplierId = Text(proto.Supplier?.SupplierId),
        SupplierName = Text(proto.Supplier?.Name),
        SupplierInvoiceNumber = Text(proto.SupplierInvoiceNumber),
        CorrectsInvoiceNumber = Text(proto.CorrectsInvoiceNumber),
        IssueDate = Date(proto.IssueDate),
        ServiceDate = Date(proto.ServiceDate),
        ReceiptDate = Date(proto.ReceiptDate),
        DueDate = Date(proto.DueDate),
        Currency = proto.Currency,
        NetMinor = proto.HasNetAmountMinor ? proto.NetAmountMinor : null,
        TaxMinor = proto.HasTaxAmountMinor ? proto.TaxAmountMinor : null,
        TotalMinor = proto.HasTotalAmountMinor ? proto.TotalAmountMinor : null,
        PurchaseOrder = Text(proto.PurchaseOrder),
        Contract = Text(proto.Contract),
        Payer = Text(proto.Payer),
        Facility = Text(proto.Facility),
        ServiceLine = Text(proto.ServiceLine),
        Department = Text(proto.Department),
        CostCentre = Text(proto.CostCentre),
        RemitToAccount = Text(proto.RemitTo?.Account),
        RemitToBank = Text(proto.RemitTo?.Bank),
        Lines = [.. proto.Lines.Select(ToDomain)],
    };

    private static InvoiceLine ToDomain(Proto.InvoiceLine proto) => new()
    {
        LineId = proto.LineId,
        Text = Text(proto.Text),
        Quantity = Number(proto.Quantity),
        Unit = Text(proto.Unit),
        UnitPrice = Number(proto.UnitPrice),
        AmountMinor = proto.AmountMinor,
        TaxMinor = proto.HasTaxAmountMinor ? proto.TaxAmountMinor : null,
        ItemCode = Text(proto.ItemCode),
        ServiceCode = Text(proto.ServiceCode),
        AccountCode = Text(proto.AccountCode),
        CostCentre = Text(proto.CostCentre),
    };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static DateOnly? Date(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static decimal? Number(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
