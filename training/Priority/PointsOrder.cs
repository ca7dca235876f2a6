using Triage.Models.Features.Effort;
using Triage.Models.MasterData;
using Triage.Models.Review;
using Triage.Models.Scoring.Priority;

namespace Triage.Training.Priority;

/// <summary>The product's order: by points, with efforts as an estimate has them.</summary>
internal sealed class PointsOrder(PriorityWeights weights, IOpenTime open, IEffortEstimate effort) : IQueuePolicy
{
    private readonly PriorityScorer _scorer = new(weights);
    private readonly PriorityQuestions _questions = new(weights);

    public QueuePlace PlaceOf(QueueItem item, long nowMicros)
    {
        var minutes = effort.MinutesOf(item, EffortOf(item));
        var question = _questions.Of(item.Invoice, item.Severity, item.SlaHours, open, item.EnteredMicros, nowMicros, minutes);
        return new(new PriorityPlace(_scorer.Score(question).RanksAsOfMicros, item.EnteredMicros, item.Invoice.SourceInvoiceId), _questions.ChangesAtMicros(question, open));
    }

    public void Done(QueueItem item) => effort.Done(item, EffortOf(item));

    private EffortQuestion EffortOf(QueueItem item) => EffortQuestions.Of(item.Invoice, item.Reasons, weights);
}
