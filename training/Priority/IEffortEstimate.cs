using Triage.Models.Features.Effort;

namespace Triage.Training.Priority;

/// <summary>Where the points get their effort from.</summary>
internal interface IEffortEstimate
{
    int MinutesOf(QueueItem item, in EffortQuestion question);

    void Done(QueueItem item, in EffortQuestion question);
}
