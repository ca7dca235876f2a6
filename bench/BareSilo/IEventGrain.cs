namespace Triage.BareSilo;

[Alias("triage.bench.IEventGrain")]
internal interface IEventGrain : IGrainWithStringKey
{
    [Alias("Append")]
    Task AppendAsync([Immutable] byte[] payload);
}
