using Triage.Training.Evaluation;

namespace Triage.Training.Duplicates;

/// <summary>A part of the judged bills: a month, suppliers of one size, a facility.</summary>
/// <param name="Name"><c>null</c>: of bills that name none.</param>
/// <param name="Recall">Share of copies that were flagged; a split counts once.</param>
/// <param name="FlaggedUntouched">Share flagged of bills that are neither copy nor decoy.</param>
public sealed record DuplicateSlice(string? Name, MeasuredShare Recall, MeasuredShare FlaggedUntouched)
{
    internal static DuplicateSlice Of(string? name, IReadOnlyCollection<JudgedBill> bills) => new(name, FoundOf(bills), FlaggedOf([.. bills.Where(bill => bill.IsUntouched)]));

    /// <summary>Whichever part of a split is flagged, the copy is found.</summary>
    internal static MeasuredShare FoundOf(IEnumerable<JudgedBill> bills)
    {
        var copies = bills.Where(bill => bill.Bill.Copy is not null).GroupBy(bill => bill.Bill.CountedAs).ToArray();
        return MeasuredShare.Independent(copies.Count(copy => copy.Any(part => part.IsFlagged)), copies.Length);
    }

    /// <summary>Of bills that something flags, the share that are copies; decoys are counted apart.</summary>
    internal static MeasuredShare CopiesOf(IEnumerable<JudgedBill> bills, Func<JudgedBill, bool> isFlagged)
    {
        var flagged = bills.Where(bill => bill.Bill.Decoy is null && isFlagged(bill)).ToArray();
        return MeasuredShare.Independent(flagged.Count(bill => bill.Bill.Copy is not null), flagged.Length);
    }

    internal static MeasuredShare FlaggedOf(IReadOnlyCollection<JudgedBill> bills) => MeasuredShare.Independent(bills.Count(bill => bill.IsFlagged), bills.Count);
}
