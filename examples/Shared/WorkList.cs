using Triage.Protos.V1;

namespace Triage.Examples;

/// <summary>The invoices to bring: one a line, in the JSON form of protobuf. In your host this is a query of the AP system.</summary>
internal static class WorkList
{
    public static IEnumerable<Invoice> Read(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0).Select(Invoice.Parser.ParseJson);

    /// <summary>
    /// The key is made from the invoice and not drawn by lot: whoever submits it again after a crash gets the answer that
    /// was given before, and no second invoice.
    /// </summary>
    public static SubmitRequest ToSubmit(Invoice invoice, Wait wait) => new()
    {
        IdempotencyKey = $"submit-{invoice.SourceSystem}-{invoice.SourceInvoiceId}",
        Invoice = invoice,
        Wait = wait,
    };
}
