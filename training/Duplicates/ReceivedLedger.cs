using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Intake;

namespace Triage.Training.Duplicates;

/// <summary>Bills as they came in: by receipt, else by issue, else where they stand in their file; what is judged after what is learned from, whatever its dates say.</summary>
public static class ReceivedLedger
{
    public static ImmutableArray<ReceivedBill> Of(IEnumerable<Invoice> learned, IEnumerable<Invoice> judged, int fromDay) =>
        [.. Dated(learned, int.MinValue, fromDay - 1), .. Dated(judged, fromDay, int.MaxValue)];

    private static IEnumerable<ReceivedBill> Dated(IEnumerable<Invoice> bills, int least, int most)
    {
        var day = least;
        return bills.Select(bill => new ReceivedBill(Uncoded.Of(bill), day = Math.Clamp((bill.ReceiptDate ?? bill.IssueDate)?.DayNumber ?? day, least, most))).OrderBy(bill => bill.ReceivedDay);
    }
}
