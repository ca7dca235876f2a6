using System.Globalization;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>Reports of an ERP and a bank, each a minute after the one that was made before it.</summary>
internal static class Reports
{
    private static int _number;

    public static StatusReport Of(ReportedFact fact, string source = "erp")
    {
        var number = Interlocked.Increment(ref _number);
        return new()
        {
            Source = source,
            EventId = number.ToString(CultureInfo.InvariantCulture),
            OccurredAtMicros = Sample.NowMicros + (number * 60_000_000L),
            Fact = fact,
        };
    }

    public static StatusReport Posted(string document = "5100001") => Of(ReportedFact.Posted) with { Document = document };

    public static StatusReport Paid(long? amount = null, string? payment = null, string source = "bank") =>
        Of(ReportedFact.Paid, source) with { AmountMinor = amount, PaymentRef = payment, Date = Sample.Today };

    public static StatusReport PartPaid(long? amount = null, string? payment = null, string source = "bank") =>
        Of(ReportedFact.PartPaid, source) with { AmountMinor = amount, PaymentRef = payment, Date = Sample.Today };

    public static StatusReport Provided(Reference reference, string value) => Of(ReportedFact.ReferenceProvided) with { Reference = reference, Value = value };

    /// <summary>The same word from another system, a little later.</summary>
    public static StatusReport Echoed(this StatusReport report, string source = "bank") =>
        report with { Source = source, EventId = $"{report.EventId}-echo", OccurredAtMicros = report.OccurredAtMicros + 1 };
}
