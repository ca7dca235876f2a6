using Triage.Cli.Bench.Plan;
using Triage.Load.Requests;

namespace Triage.Load.Calls;

internal static class OpenCalls
{
    public static ICalls Of(LoadPlan plan, IRequests requests) =>
        plan.Call == LoadCall.SubmitStream ? new StreamCalls(plan, requests) : new UnaryCalls(plan, requests);
}
