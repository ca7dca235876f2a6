namespace Triage.Training.Priority;

/// <summary>Says in which order people take what waits. One of its own for each run: it may learn.</summary>
internal interface IQueuePolicy
{
    QueuePlace PlaceOf(QueueItem item, long nowMicros);

    /// <summary>The work was done; only now may its effort be looked at.</summary>
    void Done(QueueItem item);
}
