using System.Collections.Immutable;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Models.Policy;

namespace Triage.Grains.Invoices;

/// <param name="policy">In force.</param>
/// <param name="timeZone">The tenant's: decides what date it is.</param>
internal sealed class Judge(ITwinIndex twins, TriagePolicy policy, TimeZoneInfo timeZone, TimeProvider time) : IJudge
{
    /// <summary>The most that one blocking key contributes: beyond it a key says little and costs much.</summary>
    private const int CandidatesPerKeyMax = 50;

    public ImmutableArray<BlockingKey> FingerprintsOf(Invoice invoice) => BlockingKeys.ToStore(invoice);

    public async Task<Verdict> JudgeAsync(
        InvoiceKey key, InvoiceState state, TriageCause cause, bool supersessionFailed, CancellationToken cancellationToken = default)
    {
        var invoice = state.Invoice;
        var isPastPassing = InvoiceTransitions.IsPastPassing(state.Status);
        var found = isPastPassing ? TwinSearch.Nothing : await FindTwinsAsync(key, state, cancellationToken);
        var now = time.GetUtcNow();
        return Gate.Decide(new GateInput
        {
            Invoice = invoice,
            Twins = found,
            Policy = policy,
            Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, timeZone).DateTime),
            NowMicros = StoreTime.ToMicros(now),
            HoldExpired = state.HoldRanOut || cause == TriageCause.HoldExpired,
            EarlierHoldUntilMicros = state.HoldUntilMicros,
            AlreadyCleared = state.Status == InvoiceStatus.Cleared,
            SupersessionFailed = supersessionFailed,
            Concerns = state.WithSilence(cause).Concerns,
            IsPastPassing = isPastPassing,
        });
    }

    private async Task<TwinSearch> FindTwinsAsync(InvoiceKey key, InvoiceState state, CancellationToken cancellationToken)
    {
        var candidates = await twins.FindAsync(key, BlockingKeys.ToLookUp(state.Invoice), CandidatesPerKeyMax, cancellationToken);
        return TwinScorer.Compare(state.Invoice, state.Supersedes is { } old ? InvoiceKey.IdPrefix + old : null, candidates);
    }
}
