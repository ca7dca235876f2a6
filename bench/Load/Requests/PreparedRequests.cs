using Triage.Cli.Bench.Plan;

namespace Triage.Load.Requests;

internal static class PreparedRequests
{
    public static IRequests Of(LoadPlan plan) => plan.Call switch
    {
        LoadCall.Empty => new EmptyRequests(plan.CountMax),
        LoadCall.Append => new AppendRequests(plan.CountMax, plan.Seed),
        LoadCall.Submit or LoadCall.SubmitStream => new SubmitRequests(plan),
        _ => throw new ArgumentOutOfRangeException(nameof(plan)),
    };
}
