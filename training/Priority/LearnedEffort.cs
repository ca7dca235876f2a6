using Triage.Models.Features.Effort;

namespace Triage.Training.Priority;

/// <summary>What the product does: it knows nothing at first and learns from each outcome of the run.</summary>
internal sealed class LearnedEffort(EffortPrior prior) : IEffortEstimate
{
    private readonly EffortHistory _history = new(prior);

    public int MinutesOf(QueueItem item, in EffortQuestion question) => _history.MinutesOf(question);

    public void Done(QueueItem item, in EffortQuestion question) => _history.Add(question, item.EffortMinutes);
}
