using System.Collections.Immutable;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Review;

/// <summary>Makes out of an invoice that waits for a person what priority reads of it.</summary>
public sealed class PriorityQuestions(PriorityWeights weights)
{
    // Nothing farther away is told apart; also keeps the walk over a calendar short, whatever dates a bill has.
    private const int DaysAhead = 366;

    /// <param name="reasons">None counts as <see cref="ExceptionCode.NoRuleMatched"/>.</param>
    /// <param name="open">The hours of those who answer; <see cref="AlwaysOpen"/> where nobody gave them.</param>
    /// <param name="enteredAtMicros">When it entered the queue.</param>
    public PriorityQuestion Of(Invoice invoice, ImmutableArray<Reason> reasons, IOpenTime open, long enteredAtMicros, long nowMicros, int effortMinutes)
    {
        var none = ExceptionCatalogue.Of(ExceptionCode.NoRuleMatched);
        return reasons.IsDefaultOrEmpty
            ? Of(invoice, none.Severity, none.SlaHours, open, enteredAtMicros, nowMicros, effortMinutes)
            : Of(invoice, reasons.Max(reason => reason.Severity), reasons.Min(reason => ExceptionCatalogue.Of(reason.Code).SlaHours), open, enteredAtMicros, nowMicros, effortMinutes);
    }

    /// <param name="slaHours">Open hours from entering the queue to an answer.</param>
    public PriorityQuestion Of(Invoice invoice, Severity severity, int slaHours, IOpenTime open, long enteredAtMicros, long nowMicros, int effortMinutes)
    {
        var now = StoreTime.FromMicros(nowMicros);
        var entered = StoreTime.FromMicros(enteredAtMicros);

        // Nothing is paid on a credit note: it has no date to miss.
        var isPaid = invoice.Kind != InvoiceKind.CreditNote;
        return new()
        {
            AmountMinor = invoice.AmountMinor,
            Currency = invoice.Currency,
            DueLeftMicros = isPaid && invoice.DueDate is { } due ? LeftMicros(due, now, open) : null,
            DiscountLeftMicros = isPaid && invoice.Discount?.UntilDate is { } until ? LeftMicros(until, now, open) : null,
            DiscountBasisPoints = invoice.Discount?.RateBasisPoints ?? 0,
            SlaLeftMicros = (long)(TimeSpan.FromHours(slaHours) - open.Between(entered, now)).TotalMicroseconds,
            Severity = (int)severity,
            EffortMinutes = effortMinutes,
            EnteredAtMicros = enteredAtMicros,
            NowMicros = nowMicros,
        };
    }

    /// <summary>
    /// When the parts other than age will next be others, for as long as nothing else happens; <c>null</c> when never. The question must be asked
    /// again then. It may turn out that nothing changed; then this tells the next time to ask.
    /// </summary>
    public long? ChangesAtMicros(PriorityQuestion question, IOpenTime open)
    {
        var next = long.MaxValue;
        foreach (var left in (long?[])[question.DueLeftMicros, question.DiscountLeftMicros, question.SlaLeftMicros])
        {
            next = left is > 0 ? Math.Min(next, left.Value - StepBelow(left.Value)) : next;
        }

        return next == long.MaxValue ? null : StoreTime.ToMicros(open.Add(StoreTime.FromMicros(question.NowMicros), TimeSpan.FromMicroseconds(next)));
    }

    private long StepBelow(long leftMicros)
    {
        var below = 0L;
        foreach (var step in weights.StepHours)
        {
            var micros = step * 3_600_000_000L;
            below = micros < leftMicros ? micros : below;
        }

        return below;
    }

    private long LeftMicros(DateOnly last, DateTimeOffset now, IOpenTime open)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        var day = Math.Clamp(last.DayNumber - weights.PaymentLeadDays, today - DaysAhead, today + DaysAhead);
        return (long)open.Between(now, open.EndOf(DateOnly.FromDayNumber(day))).TotalMicroseconds;
    }
}
