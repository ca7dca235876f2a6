using Triage.Models.Clock;
using Triage.Models.Features;
using Triage.Models.Intake;

namespace Triage.Training.Labels;

/// <summary>Bills as the coding model may see them: without codes that nobody said are right.</summary>
internal static class LabelledBills
{
    public static IEnumerable<Invoice> Of(IEnumerable<Invoice> bills, LabelSet? labels) => labels is null ? bills : bills.Select(bill => labels.Of(bill) is null ? Uncoded.Of(bill) : bill);

    /// <summary>As it was known on a day: of older bills only the labels that had come by then. Later bills are what is judged on.</summary>
    public static IEnumerable<Invoice> KnownOn(int day, IEnumerable<Invoice> bills, LabelSet labels) =>
        bills.Select(bill => IsKnownOn(day, bill, labels) ? bill : Uncoded.Of(bill));

    /// <summary>Without the bills of which nobody said that they are right.</summary>
    public static IEnumerable<Invoice> OnlyKnown(IEnumerable<Invoice> bills, LabelSet? labels) => labels is null ? bills : bills.Where(bill => labels.Of(bill) is not null);

    /// <summary>Without those of which it was not known on that day.</summary>
    public static IEnumerable<Invoice> OnlyKnownOn(int day, IEnumerable<Invoice> bills, LabelSet? labels) =>
        labels is null ? bills : bills.Where(bill => IsKnownOn(day, bill, labels));

    private static bool IsKnownOn(int day, Invoice bill, LabelSet labels) =>
        labels.Of(bill) is { } label && (bill.IssueDate?.DayNumber >= day || label.ArrivedAtMicros < MicrosOf(day));

    private static long MicrosOf(int day) => StoreTime.ToMicros(new(DateOnly.FromDayNumber(day).ToDateTime(default), TimeSpan.Zero));
}
