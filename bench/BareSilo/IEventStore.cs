namespace Triage.BareSilo;

/// <summary>One row an append, durable before the answer.</summary>
internal interface IEventStore
{
    Task AppendAsync(string id, long seq, byte[] payload);
}
