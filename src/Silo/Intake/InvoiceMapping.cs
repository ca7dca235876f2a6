using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Triage.Models.Intake;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal static partial class InvoiceMapping
{
    private const int AttachmentsMax = 100;
    private const int Sha256Bytes = 32;

    /// <summary>Of use only where no violation was noted; then every member is as the contract promises.</summary>
    public static Invoice ToDomain(this Proto.Invoice? proto, Violations violations)
    {
        if (proto is null)
        {
            violations.Add("invoice", "must be given");
            proto = new Proto.Invoice();
        }

        var fields = new Fields(violations, "invoice");
        return new Invoice
        {
            SourceSystem = SourceSystem(fields, proto.SourceSystem),
            SourceInvoiceId = fields.RequiredIdentifier("source_invoice_id", proto.SourceInvoiceId),
            Kind = fields.Choice<InvoiceKind>("kind", (int)proto.Kind),
            SupplierId = SupplierId(fields, proto.Supplier),
            SupplierName = fields.Identifier("supplier.name", proto.Supplier?.Name ?? "", Fields.TextMax),
            SupplierInvoiceNumber = fields.Identifier("supplier_invoice_number", proto.SupplierInvoiceNumber),
            CorrectsInvoiceNumber = fields.Identifier("corrects_invoice_number", proto.CorrectsInvoiceNumber),
            IssueDate = fields.Date("issue_date", proto.IssueDate),
            ServiceDate = fields.Date("service_date", proto.ServiceDate),
            ReceiptDate = fields.Date("receipt_date", proto.ReceiptDate),
            DueDate = fields.Date("due_date", proto.DueDate),
            Discount = Discount(fields, proto.Discount),
            Currency = CurrencyCode(fields, proto.Currency),
            NetMinor = proto.HasNetAmountMinor ? fields.Amount("net_amount_minor", proto.NetAmountMinor) : null,
            TaxMinor = proto.HasTaxAmountMinor ? fields.Amount("tax_amount_minor", proto.TaxAmountMinor) : null,
            TotalMinor = proto.HasTotalAmountMinor ? fields.Amount("total_amount_minor", proto.TotalAmountMinor) : null,
            PurchaseOrder = fields.Identifier("purchase_order", proto.PurchaseOrder),
            Contract = fields.Identifier("contract", proto.Contract),
            PatientAccountRef = fields.Identifier("patient_account_ref", proto.PatientAccountRef),
            Payer = fields.Identifier("payer", proto.Payer),
            Facility = fields.Identifier("facility", proto.Facility),
            ServiceLine = fields.Identifier("service_line", proto.ServiceLine),
            Department = fields.Identifier("department", proto.Department),
            CostCentre = fields.Identifier("cost_centre", proto.CostCentre),
            RemitToAccount = fields.Identifier("remit_to.account", proto.RemitTo?.Account ?? ""),
            RemitToBank = fields.Identifier("remit_to.bank", proto.RemitTo?.Bank ?? ""),
            Attachments = Attachments(fields, proto.Attachments),
            Lines = LineMapping.ToDomain(proto.Lines, violations),
        };
    }

    private static string SourceSystem(Fields fields, string value)
    {
        if (!SourceSystemPattern().IsMatch(value))
        {
            fields.Refuse("source_system", "must have 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }

        return value;
    }

    private static string? SupplierId(Fields fields, Proto.Supplier? supplier)
    {
        if (string.IsNullOrEmpty(supplier?.SupplierId) && string.IsNullOrEmpty(supplier?.Name))
        {
            fields.Refuse("supplier", "must give a supplier_id or a name");
        }

        return fields.Identifier("supplier.supplier_id", supplier?.SupplierId ?? "");
    }

    private static string CurrencyCode(Fields fields, string value)
    {
        if (Currency.ExponentOf(value) is null)
        {
            fields.Refuse("currency", value.Length == 0 ? "must be given" : "must be a currency code of ISO 4217 in upper case");
        }

        return value;
    }

    private static DiscountTerms? Discount(Fields fields, Proto.DiscountTerms? discount)
    {
        if (discount is null)
        {
            return null;
        }

        if (discount.RateBasisPoints is < 0 or > 10_000)
        {
            fields.Refuse("discount.rate_basis_points", "must lie between 0 and 10000");
        }

        return new(discount.RateBasisPoints, fields.Date("discount.until_date", discount.UntilDate));
    }

    private static ImmutableArray<Attachment> Attachments(Fields fields, RepeatedField<Proto.Attachment> protos)
    {
        if (protos.Count > AttachmentsMax)
        {
            fields.Refuse("attachments", "must be at most 100");
            return [];
        }

        var attachments = ImmutableArray.CreateBuilder<Attachment>(protos.Count);
        for (var i = 0; i < protos.Count; i++)
        {
            var proto = protos[i];
            var own = new Fields(fields.Violations, "invoice.attachments", i);
            if (proto.Sha256.Length is not (0 or Sha256Bytes))
            {
                own.Refuse("sha256", "must have 32 bytes, or none");
            }

            attachments.Add(new Attachment
            {
                AttachmentId = own.RequiredIdentifier("attachment_id", proto.AttachmentId),
                FileName = own.Identifier("file_name", proto.FileName, Fields.TextMax),
                MediaType = own.Identifier("media_type", proto.MediaType),
                Sha256 = [.. proto.Sha256.Span],
            });
        }

        return attachments.MoveToImmutable();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourceSystemPattern();
}
