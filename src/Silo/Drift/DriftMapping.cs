using System.Globalization;
using Triage.Models.Scoring.Drift;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Drift;

internal static class DriftMapping
{
    public static Proto.DriftWeek ToProto(this WeekDrift week) => new()
    {
        Monday = ToProto(week.Monday),
        Complete = week.IsComplete,
        Verdicts = week.Verdicts,
        Counted = week.Counted,
        Models = { week.Models.Select(ToProto) },
    };

    public static Proto.DriftSummary ToSummary(this DriftReference reference, string version, IEnumerable<RetrainingAdvice> advice) => new()
    {
        ModelVersion = version,
        TrainedFrom = ToProto(reference.From),
        TrainedTo = ToProto(reference.To),
        Advice = { advice.Select(one => new Proto.RetrainingAdvice { Model = one.Model, Features = one.Features }) },
    };

    private static Proto.ModelDrift ToProto(ModelDrift drift) => new()
    {
        Model = drift.Model,
        InvoicesThen = drift.InvoicesThen,
        Invoices = drift.Invoices,
        Columns = { drift.Columns.Select(ToProto) },
    };

    private static Proto.ColumnDrift ToProto(ColumnDrift drift) => new()
    {
        Name = drift.Reference.Name,
        Psi = drift.Index,
        ChanceLimit = drift.ChanceLimit,
        Level = (Proto.DriftLevel)drift.Level,
        Edges = { drift.Reference.Edges },
        CountsThen = { drift.Reference.Counts },
        Counts = { drift.Counts },
    };

    private static string ToProto(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
