namespace Triage.Storage.Sqlite;

/// <summary>Invoices that were received one after another; the schema's fingerprints are ordered by it first.</summary>
internal static class FingerprintGeneration
{
    // Smaller ones are written to fewer pages, and there are more of them to look into.
    private const int InvoiceBits = 13;

    public const int Invoices = 1 << InvoiceBits;

    public static int Of(long invoiceId) => checked((int)(invoiceId >> InvoiceBits));
}
