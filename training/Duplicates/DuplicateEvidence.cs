using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Features.Duplicates;
using Triage.Models.Intake;
using Triage.Models.Scoring.Duplicates;
using Triage.Training.Evaluation;

namespace Triage.Training.Duplicates;

/// <summary>What a report draws of one judging, beside its figures. However long the ledger, it keeps the same size.</summary>
public sealed record DuplicateEvidence
{
    private const int FacilitiesMax = 20;
    private const int ImportancesMax = 20;

    // Nearly all bills are hardly probable copies: bins of equal mass would all lie at zero.
    private static readonly ImmutableArray<double> BinEdges = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>Decoys are left out, here and wherever precision is meant.</summary>
    public required ImmutableArray<CurvePoint> Curve { get; init; }

    /// <summary>Of the same bills with their numbers taken away.</summary>
    public required ImmutableArray<CurvePoint> CurveWithoutNumber { get; init; }

    /// <summary>Of bills that have a candidate, in bins whose edges are fixed.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }
    public required MeasuredShare Recall { get; init; }
    public required MeasuredShare Precision { get; init; }
    public required MeasuredShare RecallWithoutNumber { get; init; }
    public required MeasuredShare PrecisionWithoutNumber { get; init; }
    public required ImmutableArray<NamedShare> RecallByKind { get; init; }
    public required MeasuredShare FlaggedUntouched { get; init; }
    public required ImmutableArray<NamedShare> FlaggedDecoys { get; init; }
    public required ImmutableArray<DuplicateSlice> Months { get; init; }
    public required ImmutableArray<DuplicateSlice> Suppliers { get; init; }

    /// <summary>The largest.</summary>
    public required ImmutableArray<DuplicateSlice> Facilities { get; init; }
    public required int FacilitiesCount { get; init; }
    public required ImmutableArray<FeatureImportance> Importances { get; init; }

    /// <summary>How many bills the importances rest on.</summary>
    public required int Explained { get; init; }

    /// <param name="known">Of a supplier, how many bills came before the judged days.</param>
    internal static DuplicateEvidence Of(
        IReadOnlyList<JudgedBill> bills, IReadOnlyList<JudgedBill> numberless, DuplicateModel model, Func<long, int> known, ExplainedSample explained)
    {
        var facilities = bills.GroupBy(bill => bill.Bill.Invoice.Facility).ToArray();
        return new()
        {
            Curve = CurveOf(bills),
            CurveWithoutNumber = CurveOf(numberless),
            Reliability =
            [
                .. bills.Where(bill => bill.Bill.Decoy is null && double.IsFinite(bill.Score)).GroupBy(bill => BinEdges.Count(edge => bill.Probability >= edge)).OrderBy(bin => bin.Key)
                    .Select(bin => ReliabilityBin.Of([.. bin.Select(bill => (bill.Probability, bill.Bill.Copy is not null, bill.Supplier))])),
            ],
            Recall = DuplicateSlice.FoundOf(bills),
            Precision = DuplicateSlice.CopiesOf(bills, bill => bill.IsFlagged),
            RecallWithoutNumber = DuplicateSlice.FoundOf(numberless),
            PrecisionWithoutNumber = DuplicateSlice.CopiesOf(numberless, bill => bill.IsFlagged),
            RecallByKind =
            [
                .. bills.Where(bill => bill.Bill.Copy is not null).GroupBy(bill => bill.Bill.Copy!).OrderBy(kind => kind.Key, StringComparer.Ordinal) // filtered
                    .Select(kind => new NamedShare(kind.Key, DuplicateSlice.FoundOf(kind))),
            ],
            FlaggedUntouched = DuplicateSlice.FlaggedOf([.. bills.Where(bill => bill.IsUntouched)]),
            FlaggedDecoys =
            [
                .. bills.Where(bill => bill.Bill.Decoy is not null && bill.Bill.Invoice.Kind == InvoiceKind.Invoice).GroupBy(bill => bill.Bill.Decoy!).OrderBy(kind => kind.Key, StringComparer.Ordinal) // filtered
                    .Select(kind => new NamedShare(kind.Key, DuplicateSlice.FlaggedOf([.. kind]))),
            ],
            Months = [.. bills.GroupBy(bill => MonthOf(bill.Bill.ReceivedDay)).OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => DuplicateSlice.Of(month.Key, [.. month]))],
            Suppliers = [.. bills.GroupBy(bill => SizeOf(known(bill.Supplier))).OrderByDescending(size => size.Count()).Select(size => DuplicateSlice.Of(size.Key, [.. size]))],
            Facilities = [.. facilities.OrderByDescending(facility => facility.Count()).Take(FacilitiesMax).Select(facility => DuplicateSlice.Of(facility.Key, [.. facility]))],
            FacilitiesCount = facilities.Length,
            Importances = explained.Importances(model.RowScorer, DuplicateFeatures.Schema, ImportancesMax),
            Explained = explained.Count,
        };
    }

    private static ImmutableArray<CurvePoint> CurveOf(IReadOnlyList<JudgedBill> bills) => PrecisionRecall.Curve(
        bills.Where(bill => bill.Bill.Decoy is null).Select(bill => (bill.Score, bill.Bill.CountedAs)),
        bills.Where(bill => bill.Bill.Copy is not null).Select(bill => bill.Bill.CountedAs).Distinct(StringComparer.Ordinal).Count());

    private static string MonthOf(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string SizeOf(int knownBills) => knownBills switch
    {
        0 => "supplier never seen",
        < 10 => "supplier with fewer than 10 bills",
        < 200 => "supplier with 10 to 199 bills",
        _ => "supplier with 200 bills or more",
    };
}
