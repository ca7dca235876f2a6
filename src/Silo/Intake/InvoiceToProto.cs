using System.Globalization;
using Google.Protobuf;
using Triage.Models.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal static partial class InvoiceMapping
{
    public static Proto.Invoice ToProto(this Invoice invoice)
    {
        var proto = new Proto.Invoice
        {
            SourceSystem = invoice.SourceSystem,
            SourceInvoiceId = invoice.SourceInvoiceId,
            Kind = (Proto.InvoiceKind)invoice.Kind,
            Supplier = new Proto.Supplier { SupplierId = invoice.SupplierId ?? "", Name = invoice.SupplierName ?? "" },
            SupplierInvoiceNumber = invoice.SupplierInvoiceNumber ?? "",
            CorrectsInvoiceNumber = invoice.CorrectsInvoiceNumber ?? "",
            IssueDate = ToProto(invoice.IssueDate),
            ServiceDate = ToProto(invoice.ServiceDate),
            ReceiptDate = ToProto(invoice.ReceiptDate),
            DueDate = ToProto(invoice.DueDate),
            Discount = invoice.Discount is { } discount
                ? new Proto.DiscountTerms { RateBasisPoints = discount.RateBasisPoints, UntilDate = ToProto(discount.UntilDate) }
                : null,
            Currency = invoice.Currency,
            PurchaseOrder = invoice.PurchaseOrder ?? "",
            Contract = invoice.Contract ?? "",
            PatientAccountRef = invoice.PatientAccountRef ?? "",
            Payer = invoice.Payer ?? "",
            Facility = invoice.Facility ?? "",
            ServiceLine = invoice.ServiceLine ?? "",
            Department = invoice.Department ?? "",
            CostCentre = invoice.CostCentre ?? "",
            RemitTo = invoice.RemitToAccount is null && invoice.RemitToBank is null
                ? null
                : new Proto.RemitTo { Account = invoice.RemitToAccount ?? "", Bank = invoice.RemitToBank ?? "" },
            Attachments = { invoice.Attachments.Select(ToProto) },
            Lines = { invoice.Lines.Select(LineMapping.ToProto) },
        };
        if (invoice.NetMinor is { } net)
        {
            proto.NetAmountMinor = net;
        }

        if (invoice.TaxMinor is { } tax)
        {
            proto.TaxAmountMinor = tax;
        }

        if (invoice.TotalMinor is { } total)
        {
            proto.TotalAmountMinor = total;
        }

        return proto;
    }

    public static string ToProto(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static Proto.Attachment ToProto(Attachment attachment) => new()
    {
        AttachmentId = attachment.AttachmentId,
        FileName = attachment.FileName ?? "",
        MediaType = attachment.MediaType ?? "",
        Sha256 = ByteString.CopyFrom(attachment.Sha256.AsSpan()),
    };
}
