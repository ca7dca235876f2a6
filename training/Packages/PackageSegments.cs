using System.Collections.Immutable;
using Triage.Models.Scoring.Packages;
using Triage.Training.Anomaly;
using Triage.Training.Coding;
using Triage.Training.Duplicates;

namespace Triage.Training.Packages;

/// <summary>The figures that a manifest carries by parts of what was judged: what another version is held against. Of each, more is better.</summary>
internal static class PackageSegments
{
    private const string NotNamed = "not named";
    private const string Top1 = "top1";
    private const string SetCoverage = "set_coverage";

    public static ImmutableArray<ModelSegment> Of(TrainedPackage trained) =>
    [
        .. trained.DuplicateJudgement is { } duplicates ? OfDuplicates(duplicates.Evidence) : [],
        .. trained.AnomalyFigures is { } anomalies ? anomalies.Segments.AddRange(anomalies.Months).SelectMany(OfAnomalies) : [],
        .. trained.CodingGrowing is { } coding ? OfCoding(coding) : [],
        .. trained.Fields.SelectMany(field => field.Growing is { } growing ? OfField(ModelFileKinds.Of(field.Field), growing) : []),
    ];

    private static IEnumerable<ModelSegment> OfDuplicates(DuplicateEvidence judged)
    {
        foreach (var (by, slices) in new[] { (ModelSegment.ByFacility, judged.Facilities), (ModelSegment.BySupplierSize, judged.Suppliers), (ModelSegment.ByMonth, judged.Months) })
        {
            foreach (var slice in slices)
            {
                if (slice.Recall.Count > 0)
                {
                    yield return new(ModelFileKinds.Duplicate, by, slice.Name ?? NotNamed, slice.Recall.Count, "recall", slice.Recall.Share);
                }

                if (slice.FlaggedUntouched.Count > 0)
                {
                    yield return new(ModelFileKinds.Duplicate, by, slice.Name ?? NotNamed, slice.FlaggedUntouched.Count, "specificity", 1 - slice.FlaggedUntouched.Share);
                }
            }
        }
    }

    private static IEnumerable<ModelSegment> OfAnomalies(AnomalySegment part)
    {
        if (part is { AveragePrecision: { } precision, RecallAt1Pct: { } recall })
        {
            yield return new(ModelFileKinds.Anomaly, part.By, part.Segment, part.Wrong, "average_precision", precision);
            yield return new(ModelFileKinds.Anomaly, part.By, part.Segment, part.Wrong, "recall_at_1pct", recall);
        }
    }

    private static IEnumerable<ModelSegment> OfCoding(CodingJudgement judged)
    {
        var (figures, evidence) = judged;
        foreach (var (by, slices) in new[] { (ModelSegment.ByFacility, evidence.Facilities), (ModelSegment.BySupplierSize, evidence.Suppliers), (ModelSegment.ByMonth, evidence.Months) })
        {
            foreach (var slice in slices)
            {
                yield return new(ModelFileKinds.Coding, by, slice.Name ?? NotNamed, slice.Lines, Top1, slice.Top1.Share);
                yield return new(ModelFileKinds.Coding, by, slice.Name ?? NotNamed, slice.Lines, SetCoverage, slice.InSet.Share);
            }
        }

        foreach (var segment in OfSets(ModelFileKinds.Coding, figures))
        {
            yield return segment;
        }
    }

    private static IEnumerable<ModelSegment> OfField(string model, CodingFigures figures) =>
    [
        .. figures.Segments.SelectMany(part => Both(model, ModelSegment.BySupplierSize, part.Segment, part.Lines, part.Top1, part.SetCoverage)),
        .. figures.Months.SelectMany(month => Both(model, ModelSegment.ByMonth, month.Month, month.Lines, month.Top1, month.SetCoverage)),
        .. OfSets(model, figures),
    ];

    private static ModelSegment[] Both(string model, string by, string segment, int lines, double top1, double coverage) =>
        [new(model, by, segment, lines, Top1, top1), new(model, by, segment, lines, SetCoverage, coverage)];

    private static IEnumerable<ModelSegment> OfSets(string model, CodingFigures figures) =>
        figures.Sets.Select(known => new ModelSegment(model, ModelSegment.BySupplierKnowledge, known.Supplier, known.Lines, SetCoverage, known.Coverage));
}
