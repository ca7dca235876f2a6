namespace Triage.PlainService.Rows;

internal sealed class WaitingRow
{
    public required string Tenant { get; init; }
    public required string Invoice { get; init; }
    public required short Kind { get; init; }
    public required long AtMicros { get; init; }
}
