using Triage.Models.Features.Effort;

namespace Triage.Training.Priority;

/// <summary>An effort that no outcome changes, to see what learning it is worth.</summary>
internal sealed class FixedEffort(Func<QueueItem, EffortQuestion, int> minutes) : IEffortEstimate
{
    public int MinutesOf(QueueItem item, in EffortQuestion question) => minutes(item, question);

    public void Done(QueueItem item, in EffortQuestion question)
    {
    }
}
