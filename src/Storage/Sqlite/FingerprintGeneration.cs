namespace Triage.Storage.Sqlite;

/// <summary>Invoices that were received one after another; the schema's fingerprints are ordered by it first.</summary>
internal static class FingerprintGeneration
{
    // Of the schema, whose CHECK says the same. Smaller ones would be written to fewer pages, and there would be more of them to look into.
    private const int InvoiceBits = 13;

    public const int Invoices = 1 << InvoiceBits;

    public static int Of(long invoiceId) => checked((int)(invoiceId >> InvoiceBits));
}
