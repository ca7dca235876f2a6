using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Review;
using Triage.Models.Scoring.Priority;

namespace Triage.PlainService.Intake;

/// <summary>The same checks: they are pure, so they stand in the same library for both services.</summary>
internal sealed class PlainJudge(TriagePolicy policy, TimeZoneInfo timeZone, TimeProvider time)
{
    private readonly ReviewPriority _priority = new(new PriorityWeights());

    public Triaged Judge(Invoice invoice, TwinCandidates candidates)
    {
        var now = time.GetUtcNow();
        var input = new GateInput
        {
            Invoice = invoice,
            Twins = TwinScorer.Compare(invoice, supersedesInvoiceId: null, candidates),
            Policy = policy,
            Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, timeZone).DateTime),
            NowMicros = StoreTime.ToMicros(now),
        };
        return new Triaged
        {
            AtMicros = StoreTime.ToMicros(now),
            Actor = InvoiceEvent.TriageActor,
            Cause = TriageCause.Received,
            Verdict = _priority.Of(Gate.Decide(input), input),
        };
    }
}
