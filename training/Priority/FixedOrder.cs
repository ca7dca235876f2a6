using Triage.Models.Scoring.Priority;

namespace Triage.Training.Priority;

/// <summary>An order by one number that does not change while an item waits: the smaller first, then what came first.</summary>
internal sealed class FixedOrder(Func<QueueItem, long> by) : IQueuePolicy
{
    public QueuePlace PlaceOf(QueueItem item, long nowMicros) => new(new PriorityPlace(by(item), item.EnteredMicros, item.Invoice.SourceInvoiceId));

    public void Done(QueueItem item)
    {
    }
}
