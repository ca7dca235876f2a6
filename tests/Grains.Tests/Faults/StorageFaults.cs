using System.Collections.Concurrent;
using System.Globalization;
using Triage.Models.History;

namespace Triage.Grains.Tests.Faults;

/// <summary>
/// Fails storage calls by the plan of the request that makes them. The plan's number travels with the
/// request through every grain that it calls, so that tests at the same time do not touch each other.
/// </summary>
internal sealed class StorageFaults
{
    private const string PlanNumber = "triage-test-fault-plan";

    private readonly ConcurrentDictionary<string, FaultPlan> _plans = new(StringComparer.Ordinal);
    private int _numbers;

    public async Task<T> DuringAsync<T>(FaultPlan plan, Func<Task<T>> request)
    {
        var number = Interlocked.Increment(ref _numbers).ToString(CultureInfo.InvariantCulture);
        _plans[number] = plan;
        RequestContext.Set(PlanNumber, number);
        try
        {
            return await request();
        }
        finally
        {
            RequestContext.Remove(PlanNumber);
        }
    }

    public async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        var plan = RequestContext.Get(PlanNumber) is string number ? _plans[number] : FaultPlan.Nothing;
        var moment = await plan.OnCallAsync();
        if (moment == FaultMoment.Before)
        {
            plan.OnTookEffect();
            throw new StoreUnavailableException("The call was failed before its effect.");
        }

        var answer = await call();
        if (moment == FaultMoment.After)
        {
            plan.OnTookEffect();
            throw new StoreUnavailableException("The call was failed after its effect.");
        }

        return answer;
    }
}
