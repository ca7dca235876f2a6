using System.Collections.Immutable;
using Triage.Grains.MasterData;
using Triage.Grains.Scoring;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Review;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Priority;

namespace Triage.Grains.Invoices;

/// <param name="policy">In force.</param>
/// <param name="timeZone">The tenant's: decides what date it is where master data does not say it of the facility.</param>
internal sealed class Judge(ITwinIndex twins, IMasterDataSource masterData, IScoring scoring, TriagePolicy policy, TimeZoneInfo timeZone, TimeProvider time) : IJudge
{
    /// <summary>The most that one blocking key contributes: beyond it a key says little and costs much.</summary>
    private const int CandidatesPerKeyMax = 50;

    private readonly ReviewPriority _priority = new(new PriorityWeights());

    public ImmutableArray<BlockingKey> FingerprintsOf(Invoice invoice) => BlockingKeys.ToStore(invoice);

    public async Task<Judgement> JudgeAsync(
        InvoiceKey key, InvoiceState state, TriageCause cause, bool supersessionFailed, bool isChecked, CancellationToken cancellationToken = default)
    {
        var isPastPassing = InvoiceTransitions.IsPastPassing(state.Status);
        var snapshot = await masterData.CurrentAsync(key.Tenant, cancellationToken);
        // In shadow mode a person sees every invoice; else reasons are worth their time where one does.
        var isExplained = policy.Mode == PolicyMode.Shadow;
        var scored = isPastPassing ? ValueTask.FromResult(ScoreSheet.None) : scoring.ScoreAsync(key, state, isExplained);
        var (found, seen) = isPastPassing ? (TwinSearch.Nothing, null) : await FindTwinsAsync(key, state, isChecked, cancellationToken);
        var input = Asked(state, cause, snapshot) with { Twins = found, Sheet = await scored, SupersessionFailed = supersessionFailed };
        var verdict = Gate.Decide(input);
        if (verdict.Kind == VerdictKind.Review && !isExplained && input.Sheet.Profile is not null)
        {
            // Explained or not, a score once made is not lost to a moment's load.
            var explained = await scoring.ScoreAsync(key, state, isExplained: true);
            verdict = explained.Missing.Length <= input.Sheet.Missing.Length ? Gate.Decide(input with { Sheet = explained }) : verdict;
        }

        return new Judgement(_priority.Of(verdict, input), seen is { } twins ? new JudgedBy(twins, snapshot.Versions.Sum(stamp => stamp.Version)) : null);
    }

    public async Task<bool> DiffersAsync(
        InvoiceKey key, InvoiceState state, MasterDataKind kind, long version, CancellationToken cancellationToken = default) =>
        state.Verdict is { } verdict
        && MasterDataImpact.Differs(verdict, Asked(state, TriageCause.MasterDataChanged, await masterData.AtLeastAsync(key.Tenant, kind, version, cancellationToken)));

    private async Task<(TwinSearch Found, ImmutableArray<KeyCount>? Seen)> FindTwinsAsync(InvoiceKey key, InvoiceState state, bool isChecked, CancellationToken cancellationToken)
    {
        var summary = TwinSummary.Of(state.Invoice);
        var candidates = await twins.FindAsync(key, BlockingKeys.ToLookUp(summary), CandidatesPerKeyMax, isChecked, cancellationToken);
        return (TwinScorer.Compare(state.Invoice, summary, state.Supersedes is { } old ? InvoiceKey.IdPrefix + old : null, candidates), candidates.Counts);
    }

    private GateInput Asked(InvoiceState state, TriageCause cause, MasterDataSnapshot snapshot)
    {
        var now = time.GetUtcNow();
        var zone = snapshot.Facilities?.ZoneById(state.Invoice.Facility) ?? timeZone;
        return state.Asked(cause, policy, snapshot, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), StoreTime.ToMicros(now));
    }
}
