using System.Globalization;
using Triage.Models.Scoring.Drift;
using Triage.Training.Reports.Drift;
using Proto = Triage.Protos.V1;

namespace Triage.Cli.Drift;

/// <summary>Messages as what pages and tables are made of.</summary>
internal static class DriftReading
{
    public static WeekDrift ToDomain(this Proto.DriftWeek week) => new(Day(week.Monday), week.Complete, week.Verdicts, week.Counted, [.. week.Models.Select(ToDomain)]);

    public static DriftFindings ToFindings(this Proto.DriftSummary summary, IEnumerable<WeekDrift> weeks) => new(
        summary.ModelVersion, Day(summary.TrainedFrom), Day(summary.TrainedTo), [.. weeks], [.. summary.Advice.Select(advice => new RetrainingAdvice(advice.Model, advice.Features))]);

    private static ModelDrift ToDomain(Proto.ModelDrift drift) => new(drift.Model, drift.InvoicesThen, drift.Invoices, [.. drift.Columns.Select(ToDomain)]);

    private static ColumnDrift ToDomain(Proto.ColumnDrift drift) => new(new(drift.Name, [.. drift.Edges], [.. drift.CountsThen]), [.. drift.Counts], drift.Psi, drift.ChanceLimit);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
