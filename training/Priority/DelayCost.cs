using Triage.Models.Clock;
using Triage.Models.Intake;

namespace Triage.Training.Priority;

/// <summary>What the wait for an answer cost, in units of the scenario's currency: what was to be lost even by an answer at once is not counted.</summary>
internal sealed class DelayCost(QueueDraw draw)
{
    private const decimal BasisPoints = 10_000m;
    private const decimal DaysPerYear = 365m;

    private readonly ScenarioCosts _costs = draw.Scenario.Costs;

    public decimal Of(QueueItem item, long answeredMicros) => At(item, answeredMicros) - At(item, item.EnteredMicros);

    public bool MissesSla(QueueItem item, long answeredMicros) => SlaLate(item, answeredMicros) > TimeSpan.Zero;

    private decimal At(QueueItem item, long answeredMicros)
    {
        var amount = Currency.ToMajor(item.Invoice.AmountMinor, Currency.ExponentOf(item.Invoice.Currency)!.Value); // the reader refuses others
        var waitedDays = (decimal)TimeSpan.FromMicroseconds(answeredMicros - item.EnteredMicros).TotalDays;
        return amount * _costs.HeldBasisPointsPerYear[item.Severity] / BasisPoints * waitedDays / DaysPerYear
            + (item.Invoice.Kind == InvoiceKind.CreditNote ? 0 : Dated(item.Invoice, amount, answeredMicros))
            + Sla(item, answeredMicros);
    }

    private decimal Dated(Invoice invoice, decimal amount, long answeredMicros)
    {
        var paid = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(StoreTime.FromMicros(answeredMicros), draw.Scenario.Zone).DateTime).AddDays(_costs.PaymentDays);
        var lateDays = invoice.DueDate is { } due ? Math.Max(0, paid.DayNumber - due.DayNumber) : 0;
        var charge = lateDays > 0 ? _costs.LateCharges.LastOrDefault(charge => charge.From <= amount).Charge : 0;
        var discount = invoice.Discount is { UntilDate: { } until } terms && paid > until ? amount * terms.RateBasisPoints / BasisPoints : 0;
        return charge + discount + amount * _costs.LateBasisPointsPerYear / BasisPoints * lateDays / DaysPerYear;
    }

    private decimal Sla(QueueItem item, long answeredMicros) => SlaLate(item, answeredMicros) is var late && late > TimeSpan.Zero
        ? _costs.SlaMiss[item.Severity] + _costs.SlaLateHour[item.Severity] * (decimal)late.TotalHours
        : 0;

    private TimeSpan SlaLate(QueueItem item, long answeredMicros) =>
        draw.Open.Between(StoreTime.FromMicros(item.EnteredMicros), StoreTime.FromMicros(answeredMicros)) - TimeSpan.FromHours(item.SlaHours);
}
