namespace Triage.PlainService.Rows;

internal sealed class EventRow
{
    public required string Tenant { get; init; }
    public required string Invoice { get; init; }
    public required long Seq { get; init; }
    public required long Position { get; init; }
    public required short Type { get; init; }
    public required long AtMicros { get; init; }
    public required byte[] Payload { get; init; }
}
