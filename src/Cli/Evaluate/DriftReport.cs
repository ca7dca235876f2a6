using System.Collections.Immutable;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;

namespace Triage.Cli.Evaluate;

/// <summary>What <c>eval drift</c> measured.</summary>
/// <param name="ReferenceFrom">The first day of the bills that weeks are held against.</param>
internal sealed record DriftReport(string Package, DateOnly ReferenceFrom, DateOnly ReferenceTo, ImmutableArray<DriftReport.Week> Weeks, ImmutableArray<RetrainingAdvice> Advice)
{
    public static DriftReport Of(ModelPackage package, ImmutableArray<WeekDrift> weeks)
    {
        var reference = package.Reference!; // weeks were held against it
        return new(package.Manifest.Version, reference.From, reference.To, [.. weeks.Select(Of)], RetrainingAdvice.Of(weeks));
    }

    private static Week Of(WeekDrift week) => new(week.Monday, week.IsComplete, week.Verdicts, week.Counted, [.. week.Models.Select(Of)]);

    private static Model Of(ModelDrift drift) => new(
        drift.Model,
        drift.InvoicesThen,
        drift.Invoices,
        Of(drift.Score),
        drift.Count(DriftLevel.Moderate),
        drift.Count(DriftLevel.Large),
        [.. drift.Features.ToArray().Select(Of).OrderByDescending(feature => feature.Index)]);

    private static Column Of(ColumnDrift drift) => new(drift.Reference.Name, drift.Index, drift.ChanceLimit, drift.Level.ToString().ToLowerInvariant());

    internal sealed record Week(DateOnly Monday, bool IsComplete, long Bills, long Counted, ImmutableArray<Model> Models);

    /// <param name="Name">Under which its score stands.</param>
    /// <param name="Features">Those that went furthest come first.</param>
    internal sealed record Model(string Name, long InvoicesThen, long Invoices, Column Score, int Moderate, int Large, ImmutableArray<Column> Features);

    /// <param name="Index">The population stability index.</param>
    internal sealed record Column(string Name, double Index, double ChanceLimit, string Level);
}
