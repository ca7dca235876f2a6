namespace Triage.Silo.Tests.Authorisation;

/// <summary>What one call of the walk is about: an invoice that is there, and names that nobody used yet.</summary>
/// <param name="Facility">The invoice's, and that of a new one that the call brings.</param>
/// <param name="CallersFacility">One that the caller may see.</param>
internal sealed record WalkTarget(string SourceId, string Facility, string CallersFacility)
{
    public string InvoiceId => $"invoices/erp/{SourceId}";

    public bool IsAbsent => SourceId.StartsWith("absent-", StringComparison.Ordinal);

    public string Fresh => $"{SourceId}-fresh";

    /// <summary>Of tenant local's that the walk made; another tenant's are fresh ones.</summary>
    public static bool IsMade(string invoiceId) =>
        invoiceId.StartsWith("invoices/erp/walk-", StringComparison.Ordinal) && !invoiceId.EndsWith("-fresh", StringComparison.Ordinal);
}
