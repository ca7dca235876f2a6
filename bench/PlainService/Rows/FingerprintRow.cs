namespace Triage.PlainService.Rows;

internal sealed class FingerprintRow
{
    public required string Tenant { get; init; }
    public required long Hash { get; init; }
    public required int Day { get; init; }
    public required long InvoiceId { get; init; }
}
