using System.Collections.Immutable;

namespace Triage.Grains.Tests.Faults;

/// <summary>Which storage calls of one request fail or come late, by their order from 1, and how many there were.</summary>
internal sealed class FaultPlan(ImmutableDictionary<int, FaultMoment> failures)
{
    private int _calls;
    private int _tookEffect;

    public static FaultPlan Nothing => new(ImmutableDictionary<int, FaultMoment>.Empty);

    public int Calls => Volatile.Read(ref _calls);

    public int TookEffect => Volatile.Read(ref _tookEffect);

    /// <summary>Before this call, and while nothing else of the request goes on.</summary>
    public (int Call, Func<Task> Happens)? Meanwhile { get; init; }

    public static FaultPlan At(int call, FaultMoment moment) => new(ImmutableDictionary<int, FaultMoment>.Empty.Add(call, moment));

    public async ValueTask<FaultMoment?> OnCallAsync()
    {
        var call = Interlocked.Increment(ref _calls);
        if (Meanwhile is { } meanwhile && meanwhile.Call == call)
        {
            await meanwhile.Happens();
            OnTookEffect();
        }

        return failures.TryGetValue(call, out var moment) ? moment : null;
    }

    public void OnTookEffect() => Interlocked.Increment(ref _tookEffect);
}
