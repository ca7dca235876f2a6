namespace Triage.PlainService.Rows;

internal sealed class InvoiceRow
{
    public long Id { get; init; }
    public required string Tenant { get; init; }
    public required string Invoice { get; init; }
    public required long Seq { get; init; }
    public required short Status { get; init; }
    public required short Verdict { get; init; }
    public required short WouldBe { get; init; }
    public required long ExceptionBits { get; init; }
    public required short Kind { get; init; }
    public required string SourceSystem { get; init; }
    public string? SupplierId { get; init; }
    public string? SupplierInvoiceNumber { get; init; }
    public string? Facility { get; init; }
    public string? ServiceLine { get; init; }
    public required string Currency { get; init; }
    public long? TotalMinor { get; init; }
    public int? IssueDay { get; init; }
    public required long ReceivedAtMicros { get; init; }
    public required byte[] TwinSummary { get; init; }
}
