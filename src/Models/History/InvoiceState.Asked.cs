using Triage.Models.Gating;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;

namespace Triage.Models.History;

public sealed partial record InvoiceState
{
    /// <summary>What the gate is asked of it, but for twins, scores and whether it took another's place.</summary>
    /// <param name="today">The local date.</param>
    public GateInput Asked(TriageCause cause, TriagePolicy policy, MasterDataSnapshot masterData, DateOnly today, long nowMicros) => new()
    {
        Invoice = Invoice,
        Twins = TwinSearch.Nothing,
        Policy = policy,
        MasterData = masterData,
        Today = today,
        NowMicros = nowMicros,
        HoldExpired = HoldRanOut || cause == TriageCause.HoldExpired,
        EarlierHoldUntilMicros = HoldUntilMicros,
        AlreadyCleared = Status == InvoiceStatus.Cleared,
        Concerns = WithSilence(cause).Concerns,
        IsPastPassing = InvoiceTransitions.IsPastPassing(Status),
    };
}
