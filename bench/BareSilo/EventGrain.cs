namespace Triage.BareSilo;

[GrainType("event")]
internal sealed class EventGrain(IEventStore store) : Grain, IEventGrain
{
    private long _seq;

    public async Task AppendAsync(byte[] payload)
    {
        await store.AppendAsync(this.GetPrimaryKeyString(), _seq + 1, payload);
        _seq++;
    }
}
