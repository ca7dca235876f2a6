namespace Triage.PlainService.Rows;

internal sealed class SensitiveRow
{
    public required string Tenant { get; init; }
    public required string Invoice { get; init; }
    public required long Seq { get; init; }
    public required string KeyId { get; init; }
    public required byte[] Payload { get; init; }
}
