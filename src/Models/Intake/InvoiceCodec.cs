using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Payloads;

namespace Triage.Models.Intake;

/// <summary>
/// The stored and canonical form of an invoice, in two parts: the sensitive fields stand apart. Equal
/// invoices have equal bytes, so the hash of both parts is the proof of what was accepted; it is never
/// taken over wire bytes, which may differ for the same message.
/// </summary>
public static class InvoiceCodec
{
    /// <summary>Version of both parts. A changed encoding is a new version, or old hashes could not be compared.</summary>
    public const byte Version = 1;

    /// <summary>SHA-256 over the version, the open part and the sensitive part.</summary>
    public static ImmutableArray<byte> HashOf(Invoice invoice)
    {
        var writer = new PayloadWriter();
        writer.Byte(Version);
        WriteOpen(writer, invoice);
        WriteSensitive(writer, invoice);
        return [.. SHA256.HashData(writer.Written)];
    }

    public static void WriteOpen(PayloadWriter to, Invoice invoice)
    {
        to.Text(invoice.SourceSystem);
        to.Text(invoice.SourceInvoiceId);
        to.Byte((byte)invoice.Kind);
        to.Text(invoice.SupplierId);
        to.Text(invoice.SupplierName);
        to.Text(invoice.SupplierInvoiceNumber);
        to.Text(invoice.CorrectsInvoiceNumber);
        to.Date(invoice.IssueDate);
        to.Date(invoice.ServiceDate);
        to.Date(invoice.ReceiptDate);
        to.Date(invoice.DueDate);
        to.Flag(invoice.Discount is not null);
        if (invoice.Discount is { } discount)
        {
            to.Signed(discount.RateBasisPoints);
            to.Date(discount.UntilDate);
        }

        to.Text(invoice.Currency);
        to.Optional(invoice.NetMinor);
        to.Optional(invoice.TaxMinor);
        to.Optional(invoice.TotalMinor);
        to.Text(invoice.PurchaseOrder);
        to.Text(invoice.Contract);
        to.Text(invoice.Payer);
        to.Text(invoice.Facility);
        to.Text(invoice.ServiceLine);
        to.Text(invoice.Department);
        to.Text(invoice.CostCentre);
        to.Count(invoice.Attachments.Length);
        foreach (var attachment in invoice.Attachments)
        {
            to.Text(attachment.AttachmentId);
            to.Text(attachment.MediaType);
            to.Bytes(attachment.Sha256.AsSpan());
        }

        to.Count(invoice.Lines.Length);
        foreach (var line in invoice.Lines)
        {
            WriteLine(to, line);
        }
    }

    public static void WriteSensitive(PayloadWriter to, Invoice invoice)
    {
        to.Text(invoice.PatientAccountRef);
        to.Text(invoice.RemitToAccount);
        to.Text(invoice.RemitToBank);
        foreach (var attachment in invoice.Attachments)
        {
            to.Text(attachment.FileName);
        }

        foreach (var line in invoice.Lines)
        {
            to.Text(line.Text);
        }
    }

    public static bool HasSensitive(Invoice invoice) =>
        invoice.PatientAccountRef is not null || invoice.RemitToAccount is not null || invoice.RemitToBank is not null
        || invoice.Attachments.Any(a => a.FileName is not null) || invoice.Lines.Any(l => l.Text is not null);

    public static Invoice ReadOpen(ref PayloadReader from)
    {
        var invoice = new Invoice
        {
            SourceSystem = from.RequiredText(),
            SourceInvoiceId = from.RequiredText(),
            Kind = (InvoiceKind)from.Byte(),
            SupplierId = from.Text(),
            SupplierName = from.Text(),
            SupplierInvoiceNumber = from.Text(),
            CorrectsInvoiceNumber = from.Text(),
            IssueDate = from.Date(),
            ServiceDate = from.Date(),
            ReceiptDate = from.Date(),
            DueDate = from.Date(),
            Discount = from.Flag() ? new DiscountTerms((int)from.Signed(), from.Date()) : null,
            Currency = from.RequiredText(),
            NetMinor = from.Optional(),
            TaxMinor = from.Optional(),
            TotalMinor = from.Optional(),
            PurchaseOrder = from.Text(),
            Contract = from.Text(),
            Payer = from.Text(),
            Facility = from.Text(),
            ServiceLine = from.Text(),
            Department = from.Text(),
            CostCentre = from.Text(),
            Lines = [],
        };

        var attachments = ImmutableArray.CreateBuilder<Attachment>(from.Count());
        for (var i = 0; i < attachments.Capacity; i++)
        {
            attachments.Add(new Attachment { AttachmentId = from.RequiredText(), MediaType = from.Text(), Sha256 = [.. from.Bytes()] });
        }

        var lines = ImmutableArray.CreateBuilder<InvoiceLine>(from.Count());
        for (var i = 0; i < lines.Capacity; i++)
        {
            lines.Add(ReadLine(ref from));
        }

        return invoice with { Attachments = attachments.MoveToImmutable(), Lines = lines.MoveToImmutable() };
    }

    /// <summary>The invoice with its sensitive fields put back.</summary>
    public static Invoice ReadSensitive(ref PayloadReader from, Invoice open)
    {
        var (patient, account, bank) = (from.Text(), from.Text(), from.Text());
        var attachments = open.Attachments.ToBuilder();
        for (var i = 0; i < attachments.Count; i++)
        {
            attachments[i] = attachments[i] with { FileName = from.Text() };
        }

        var lines = open.Lines.ToBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (from.Text() is { } text)
            {
                lines[i] = lines[i] with { Text = text };
            }
        }

        return open with
        {
            PatientAccountRef = patient,
            RemitToAccount = account,
            RemitToBank = bank,
            Attachments = attachments.ToImmutable(),
            Lines = lines.ToImmutable(),
        };
    }

    private static void WriteLine(PayloadWriter to, InvoiceLine line)
    {
        to.Text(line.LineId);
        to.Decimal(line.Quantity);
        to.Text(line.Unit);
        to.Decimal(line.UnitPrice);
        to.Signed(line.AmountMinor);
        to.Optional(line.TaxMinor);
        to.Text(line.ItemCode);
        to.Text(line.ServiceCode);
        to.Text(line.AccountCode);
        to.Text(line.CostCentre);
    }

    private static InvoiceLine ReadLine(ref PayloadReader from) => new()
    {
        LineId = from.RequiredText(),
        Quantity = from.Decimal(),
        Unit = from.Text(),
        UnitPrice = from.Decimal(),
        AmountMinor = from.Signed(),
        TaxMinor = from.Optional(),
        ItemCode = from.Text(),
        ServiceCode = from.Text(),
        AccountCode = from.Text(),
        CostCentre = from.Text(),
    };
}
