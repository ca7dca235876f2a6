using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Triage.Models.Intake;
using Wire = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>An invoice between the contract and the domain. Everything wrong with it is found at once.</summary>
internal static partial class InvoiceMapping
{
    private const int LinesMax = 10_000;
    private const int AttachmentsMax = 100;
    private const int TextLengthMax = 1000;

    public static Invoice ToDomain(Wire.Invoice? wire, string field, Violations violations)
    {
        if (wire is null)
        {
            violations.Add(field, "is required");
            wire = new Wire.Invoice();
        }

        var read = new FieldReader(violations);
        if (!SourceSystem().IsMatch(wire.SourceSystem))
        {
            violations.Add($"{field}.source_system", "must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }

        if (string.IsNullOrWhiteSpace(wire.Supplier?.SupplierId) && string.IsNullOrWhiteSpace(wire.Supplier?.Name))
        {
            violations.Add($"{field}.supplier", "needs an id or a name");
        }

        return new Invoice
        {
            SourceSystem = wire.SourceSystem,
            SourceInvoiceId = read.Required($"{field}.source_invoice_id", wire.SourceInvoiceId),
            Kind = read.Choice<InvoiceKind>($"{field}.kind", (int)wire.Kind),
            SupplierId = read.Optional($"{field}.supplier.supplier_id", wire.Supplier?.SupplierId ?? ""),
            SupplierName = read.Optional($"{field}.supplier.name", wire.Supplier?.Name ?? "", 256),
            SupplierInvoiceNumber = read.Optional($"{field}.supplier_invoice_number", wire.SupplierInvoiceNumber),
            CorrectsInvoiceNumber = read.Optional($"{field}.corrects_invoice_number", wire.CorrectsInvoiceNumber),
            IssueDate = read.Date($"{field}.issue_date", wire.IssueDate),
            ServiceDate = read.Date($"{field}.service_date", wire.ServiceDate),
            ReceiptDate = read.Date($"{field}.receipt_date", wire.ReceiptDate),
            DueDate = read.Date($"{field}.due_date", wire.DueDate),
            Discount = wire.Discount is { } d ? new DiscountTerms(d.RateBasisPoints, read.Date($"{field}.discount.until_date", d.UntilDate)) : null,
            Currency = read.Currency($"{field}.currency", wire.Currency),
            NetMinor = wire.HasNetAmountMinor ? read.Amount($"{field}.net_amount_minor", wire.NetAmountMinor) : null,
            TaxMinor = wire.HasTaxAmountMinor ? read.Amount($"{field}.tax_amount_minor", wire.TaxAmountMinor) : null,
            TotalMinor = wire.HasTotalAmountMinor ? read.Amount($"{field}.total_amount_minor", wire.TotalAmountMinor) : null,
            PurchaseOrder = read.Optional($"{field}.purchase_order", wire.PurchaseOrder),
            Contract = read.Optional($"{field}.contract", wire.Contract),
            PatientAccountRef = read.Optional($"{field}.patient_account_ref", wire.PatientAccountRef),
            Payer = read.Optional($"{field}.payer", wire.Payer),
            Facility = read.Optional($"{field}.facility", wire.Facility),
            ServiceLine = read.Optional($"{field}.service_line", wire.ServiceLine),
            Department = read.Optional($"{field}.department", wire.Department),
            CostCentre = read.Optional($"{field}.cost_centre", wire.CostCentre),
            RemitToAccount = read.Optional($"{field}.remit_to.account", wire.RemitTo?.Account ?? ""),
            RemitToBank = read.Optional($"{field}.remit_to.bank", wire.RemitTo?.Bank ?? ""),
            Attachments = Attachments(wire, field, read, violations),
            Lines = Lines(wire, field, read, violations),
        };
    }

    public static Wire.Invoice ToProto(Invoice invoice)
    {
        var wire = new Wire.Invoice
        {
            SourceSystem = invoice.SourceSystem,
            SourceInvoiceId = invoice.SourceInvoiceId,
            Kind = (Wire.InvoiceKind)invoice.Kind,
            Supplier = new Wire.Supplier { SupplierId = invoice.SupplierId ?? "", Name = invoice.SupplierName ?? "" },
            SupplierInvoiceNumber = invoice.SupplierInvoiceNumber ?? "",
            CorrectsInvoiceNumber = invoice.CorrectsInvoiceNumber ?? "",
            IssueDate = Date(invoice.IssueDate),
            ServiceDate = Date(invoice.ServiceDate),
            ReceiptDate = Date(invoice.ReceiptDate),
            DueDate = Date(invoice.DueDate),
            Currency = invoice.Currency,
            PurchaseOrder = invoice.PurchaseOrder ?? "",
            Contract = invoice.Contract ?? "",
            PatientAccountRef = invoice.PatientAccountRef ?? "",
            Payer = invoice.Payer ?? "",
            Facility = invoice.Facility ?? "",
            ServiceLine = invoice.ServiceLine ?? "",
            Department = invoice.Department ?? "",
            CostCentre = invoice.CostCentre ?? "",
            Attachments =
            {
                invoice.Attachments.Select(a => new Wire.Attachment
                {
                    AttachmentId = a.AttachmentId, FileName = a.FileName ?? "", MediaType = a.MediaType ?? "", Sha256 = ByteString.CopyFrom(a.Sha256.AsSpan()),
                }),
            },
            Lines = { invoice.Lines.Select(ToProto) },
        };
        if (invoice.Discount is { } discount)
        {
            wire.Discount = new Wire.DiscountTerms { RateBasisPoints = discount.RateBasisPoints, UntilDate = Date(discount.UntilDate) };
        }

        if (invoice.RemitToAccount is not null || invoice.RemitToBank is not null)
        {
            wire.RemitTo = new Wire.RemitTo { Account = invoice.RemitToAccount ?? "", Bank = invoice.RemitToBank ?? "" };
        }

        if (invoice.NetMinor is { } net)
        {
            wire.NetAmountMinor = net;
        }

        if (invoice.TaxMinor is { } tax)
        {
            wire.TaxAmountMinor = tax;
        }

        if (invoice.TotalMinor is { } total)
        {
            wire.TotalAmountMinor = total;
        }

        return wire;
    }

    private static ImmutableArray<Attachment> Attachments(Wire.Invoice wire, string field, FieldReader read, Violations violations)
    {
        if (wire.Attachments.Count > AttachmentsMax)
        {
            violations.Add($"{field}.attachments", $"must be at most {AttachmentsMax}");
            return [];
        }

        var attachments = ImmutableArray.CreateBuilder<Attachment>(wire.Attachments.Count);
        for (var i = 0; i < wire.Attachments.Count; i++)
        {
            var (attachment, at) = (wire.Attachments[i], $"{field}.attachments[{i}]");
            if (attachment.Sha256.Length is not (0 or 32))
            {
                violations.Add($"{at}.sha256", "must be 32 bytes");
            }

            attachments.Add(new Attachment
            {
                AttachmentId = read.Required($"{at}.attachment_id", attachment.AttachmentId),
                FileName = read.Optional($"{at}.file_name", attachment.FileName, 256),
                MediaType = read.Optional($"{at}.media_type", attachment.MediaType),
                Sha256 = [.. attachment.Sha256.Span],
            });
        }

        return attachments.MoveToImmutable();
    }

    private static ImmutableArray<InvoiceLine> Lines(Wire.Invoice wire, string field, FieldReader read, Violations violations)
    {
        if (wire.Lines.Count is 0 or > LinesMax)
        {
            violations.Add($"{field}.lines", $"must be 1 to {LinesMax}");
            return [];
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<InvoiceLine>(wire.Lines.Count);
        for (var i = 0; i < wire.Lines.Count; i++)
        {
            var (line, at) = (wire.Lines[i], $"{field}.lines[{i}]");
            var id = read.Required($"{at}.line_id", line.LineId, 64);
            if (!ids.Add(id) && id.Length > 0)
            {
                violations.Add($"{at}.line_id", "must be unique within the invoice");
            }

            lines.Add(new InvoiceLine
            {
                LineId = id,
                Text = read.Text($"{at}.text", line.Text, TextLengthMax),
                Quantity = read.Decimal($"{at}.quantity", line.Quantity),
                Unit = read.Optional($"{at}.unit", line.Unit, 32),
                UnitPrice = read.Decimal($"{at}.unit_price", line.UnitPrice),
                AmountMinor = read.Amount($"{at}.amount_minor", line.AmountMinor),
                TaxMinor = line.HasTaxAmountMinor ? read.Amount($"{at}.tax_amount_minor", line.TaxAmountMinor) : null,
                ItemCode = read.Optional($"{at}.item_code", line.ItemCode),
                ServiceCode = read.Optional($"{at}.service_code", line.ServiceCode),
                AccountCode = read.Optional($"{at}.account_code", line.AccountCode),
                CostCentre = read.Optional($"{at}.cost_centre", line.CostCentre),
            });
        }

        return lines.MoveToImmutable();
    }

    private static Wire.InvoiceLine ToProto(InvoiceLine line)
    {
        var wire = new Wire.InvoiceLine
        {
            LineId = line.LineId,
            Text = line.Text ?? "",
            Quantity = Number(line.Quantity),
            Unit = line.Unit ?? "",
            UnitPrice = Number(line.UnitPrice),
            AmountMinor = line.AmountMinor,
            ItemCode = line.ItemCode ?? "",
            ServiceCode = line.ServiceCode ?? "",
            AccountCode = line.AccountCode ?? "",
            CostCentre = line.CostCentre ?? "",
        };
        if (line.TaxMinor is { } tax)
        {
            wire.TaxAmountMinor = tax;
        }

        return wire;
    }

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.None)]
    private static partial Regex SourceSystem();
}
