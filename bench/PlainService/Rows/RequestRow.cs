namespace Triage.PlainService.Rows;

internal sealed class RequestRow
{
    public required string Tenant { get; init; }
    public required string Rpc { get; init; }
    public required string Key { get; init; }
    public required string Invoice { get; init; }
    public required byte[] PayloadSha256 { get; init; }
    public required long ReplySeq { get; init; }
}
