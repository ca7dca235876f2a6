using Triage.Models.Scoring.Drift;
using Triage.Training.Reports.Drift;

namespace Triage.Cli.Drift;

/// <summary>What was measured: the document of `--json`.</summary>
internal sealed record DriftReport(string Version, string TrainedFrom, string TrainedTo, IReadOnlyList<DriftWeekRow> Weeks, IReadOnlyList<DriftAdviceRow> Advice)
{
    public static DriftReport Of(DriftFindings findings) => new(
        findings.Version,
        DriftTables.Day(findings.TrainedFrom),
        DriftTables.Day(findings.TrainedTo),
        [.. findings.Weeks.Select(week => new DriftWeekRow(DriftTables.Day(week.Monday), week.IsComplete, week.Verdicts, week.Counted, [.. week.Models.Select(DriftModelRow.Of)]))],
        [.. findings.Advice.Select(advice => new DriftAdviceRow(advice.Model, advice.Features, DriftFindings.WhyOf(advice)))]);
}

internal sealed record DriftWeekRow(string Monday, bool Complete, long Verdicts, long Counted, IReadOnlyList<DriftModelRow> Models);

/// <param name="Columns">Features, then the score.</param>
internal sealed record DriftModelRow(string Model, long InvoicesThen, long Invoices, IReadOnlyList<DriftColumnRow> Columns)
{
    public static DriftModelRow Of(ModelDrift drift) => new(drift.Model, drift.InvoicesThen, drift.Invoices, [.. drift.Columns.Select(column => new DriftColumnRow(
        column.Reference.Name, Math.Round(column.Index, 6), Math.Round(column.ChanceLimit, 6), DriftTables.LevelName(column.Level), column.Reference.Edges, column.Reference.Counts, column.Counts))]);
}

internal sealed record DriftColumnRow(string Name, double Psi, double ChanceLimit, string Level, IReadOnlyList<float> Edges, IReadOnlyList<long> CountsThen, IReadOnlyList<long> Counts);

internal sealed record DriftAdviceRow(string Model, int Features, string Why);
