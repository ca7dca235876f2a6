using System.Collections.Immutable;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;
using Triage.Storage.Scan;

namespace Triage.Training.Labels;

/// <summary>Folds a store's feed by the steps that profiles are folded by in service, and keeps how each label came.</summary>
public sealed class LabelFold
{
    private readonly Dictionary<string, Invoice> _bills = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Label> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VerdictKind> _verdicts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _out = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recoded = new(StringComparer.Ordinal);

    private LabelFold()
    {
    }

    /// <param name="beforeMicros">What the store learned then or later is not known: neither bills nor labels nor corrections.</param>
    public static async Task<StoredHistory> OfAsync(IStoreScan store, long beforeMicros, Action<long> progress, CancellationToken cancellationToken)
    {
        var fold = new LabelFold();
        var steps = new ProfileSteps((key, _) => ValueTask.FromResult(store.History(key.Path).Events.Select(stored => stored.Event).OfType<Received>().FirstOrDefault()));
        foreach (var row in store.Feed())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(row.Position);
            try
            {
                if (row.Event.AtMicros < beforeMicros)
                {
                    await fold.TakeAsync(row, steps, cancellationToken);
                }
            }
            catch (PayloadDamagedException)
            {
                throw new TrainingException($"Event {row.Position} of the store cannot be read: half a history is none to learn from. ./triage verify says more.");
            }
        }

        return new(store.Tenant, [.. fold._order.Where(id => !fold._out.Contains(id)).Select(id => fold._bills[id])], new(fold.Weighted()));
    }

    private async ValueTask TakeAsync(FeedRow row, ProfileSteps steps, CancellationToken cancellationToken)
    {
        if (await steps.OfAsync(row, cancellationToken) is { } step)
        {
            Take(step, row);
        }

        if (row.Event.Type == InvoiceEventType.Triaged)
        {
            _verdicts[row.Key.InvoiceId] = ((Triaged)Decode(row)).Verdict.Kind;
        }
    }

    private void Take(ProfileStep step, FeedRow row)
    {
        var id = step.InvoiceId;
        if (step.Bill is { } bill && _bills.TryAdd(id, bill))
        {
            _order.Add(id);
        }

        switch (step.Kind)
        {
            // A code that was changed is known to have been wrong, whatever profiles learned of it before.
            case ProfileStepKind.Distrusted:
                _recoded.Add(id);
                _labels.Remove(id);
                break;
            case ProfileStepKind.Withdrawn:
                _out.Add(id);
                _labels.Remove(id);
                break;
            case ProfileStepKind.Confirmed when !_recoded.Contains(id) && !_out.Contains(id):
                var verdict = _verdicts.GetValueOrDefault(id);
                _labels.TryAdd(id, new(id, SamplingOf(((StatusReported)Decode(row)).Report.Fact, verdict), verdict, row.Event.AtMicros));
                break;
            default:
                break;
        }
    }

    /// <summary>Post-stratified by verdict (Cochran 1977, 5A.9): what people are asked about is posted later, and would count for too little.</summary>
    private IEnumerable<Label> Weighted()
    {
        var there = _order.Where(id => !_out.Contains(id) && !_labels.ContainsKey(id)).CountBy(id => _verdicts.GetValueOrDefault(id)).ToDictionary();
        var labelled = _labels.Values.CountBy(label => label.Verdict).ToDictionary();
        return _labels.Values.Select(label => label with { Weight = (double)(labelled[label.Verdict] + there.GetValueOrDefault(label.Verdict)) / labelled[label.Verdict] });
    }

    private static LabelSampling SamplingOf(ReportedFact fact, VerdictKind verdict) => (fact, verdict) switch
    {
        (ReportedFact.CodingConfirmed, _) => LabelSampling.CodingConfirmed,
        (_, VerdictKind.Clear) => LabelSampling.PostedAfterClear,
        (_, VerdictKind.Review) => LabelSampling.PostedAfterReview,
        (_, VerdictKind.Hold) => LabelSampling.PostedAfterHold,
        _ => LabelSampling.PostedUnjudged,
    };

    private static InvoiceEvent Decode(FeedRow row) => EventCodec.Decode(row.Event.Type, row.Event.AtMicros, row.Event.Payload, sensitive: null);
}
