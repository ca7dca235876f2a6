using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Coding;
using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>What a report draws of one judging, beside its figures. However long the ledger, it keeps the same size.</summary>
public sealed record CodingEvidence
{
    private const int RanksMax = 8;
    private const int ConfusionsMax = 20;
    private const int FacilitiesMax = 20;
    private const int ImportancesMax = 20;

    public required MeasuredShare Top1 { get; init; }

    /// <summary>Of what is answered at the deployed threshold, the share that is right.</summary>
    public required MeasuredShare DeployedPrecision { get; init; }

    /// <summary>Of the first suggestion's probability, in the bins of the calibration error.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }

    /// <summary>Precision of the surest answers against their share of all lines.</summary>
    public required ImmutableArray<CurvePoint> Selection { get; init; }

    /// <summary>Share of lines whose right code is among the first one, two, three … suggestions.</summary>
    public required ImmutableArray<double> WithinFirst { get; init; }
    public required ImmutableArray<CodingSlice> Months { get; init; }
    public required ImmutableArray<CodingSlice> Suppliers { get; init; }

    /// <summary>The largest.</summary>
    public required ImmutableArray<CodingSlice> Facilities { get; init; }
    public required int FacilitiesCount { get; init; }

    /// <summary>The largest.</summary>
    public required ImmutableArray<CodeConfusion> Confusions { get; init; }
    public required int Wrong { get; init; }
    public required ImmutableArray<FeatureImportance> Importances { get; init; }

    /// <summary>How many lines the importances rest on.</summary>
    public required int Explained { get; init; }

    internal static CodingEvidence Of(IReadOnlyList<JudgedLine> lines, CodingModel model, KnownBefore known, Func<long, string?> facilityName, ExplainedSample explained)
    {
        var facilities = lines.GroupBy(line => line.Facility).ToArray();
        var wrong = lines.Where(line => !line.IsRight).ToArray();
        return new()
        {
            Top1 = MeasuredShare.Clustered([.. lines.Select(line => (line.Supplier, line.IsRight))]),
            DeployedPrecision = MeasuredShare.Clustered([.. lines.Where(line => line.First >= model.DeployedThreshold).Select(line => (line.Supplier, line.IsRight))]),
            Reliability = [.. EqualMassBins.Of(lines.Select(line => (line.First, line.IsRight, line.Supplier)), line => line.First, ExpectedCalibrationError.Bins).Select(bin => ReliabilityBin.Of(bin))],
            Selection = SelectivePrecision.Curve([.. lines.Select(line => (line.First, line.IsRight))]),
            WithinFirst = [.. Enumerable.Range(1, RanksMax).Select(rank => (double)lines.Count(line => line.Rank >= 1 && line.Rank <= rank) / lines.Count)],
            Months = [.. lines.GroupBy(line => MonthOf(line.Day)).OrderBy(month => month.Key, StringComparer.Ordinal).Select(month => CodingSlice.Of(month.Key, null, [.. month]))],
            Suppliers = [.. lines.GroupBy(line => SupplierSize.Of(known.OfSupplier(line.Supplier))).OrderByDescending(size => size.Count()).Select(size => CodingSlice.Of(size.Key, null, [.. size]))],
            Facilities =
            [
                .. facilities.OrderByDescending(facility => facility.Count()).Take(FacilitiesMax)
                    .Select(facility => CodingSlice.Of(facilityName(facility.Key), known.OfFacility(facility.Key), [.. facility])),
            ],
            FacilitiesCount = facilities.Length,
            Confusions =
            [
                .. wrong.GroupBy(line => (line.Code, line.Suggested)).OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key.Code, StringComparer.Ordinal).Take(ConfusionsMax)
                    .Select(pair => new CodeConfusion(pair.Key.Code, pair.Key.Suggested, pair.Count(), known.OfCode(pair.Key.Code))),
            ],
            Wrong = wrong.Length,
            Importances = explained.Importances(model.RowScorer, CodingFeatures.Schema, ImportancesMax),
            Explained = explained.Count,
        };
    }

    private static string MonthOf(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
