namespace Triage.PlainService.Rows;

internal sealed class ReviewItemRow
{
    public required string Tenant { get; init; }
    public required string Invoice { get; init; }
    public required long Seq { get; init; }
    public required short Severity { get; init; }
    public required long ExceptionBits { get; init; }
    public required long EnteredAtMicros { get; init; }
    public long? LeftAtMicros { get; init; }
    public short? LeftByEvent { get; init; }
}
