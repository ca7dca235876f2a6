namespace Triage.BareSilo;

/// <summary>A row that waits for the writer; its answer never runs on the writer's thread.</summary>
internal sealed class PendingRow(string id, long seq, byte[] payload) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public string Id { get; } = id;

    public long Seq { get; } = seq;

    public byte[] Payload { get; } = payload;
}
