using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Intake;
using Triage.Models.Payloads;

namespace Triage.Models.Lifecycle;

/// <summary>The stored form of a report, version 1, and the hash that a repeat is compared with.</summary>
public static class StatusReportCodec
{
    private const string Destroyed = "(destroyed)";

    public static void WriteOpen(PayloadWriter to, StatusReport report)
    {
        to.Text(report.Source);
        to.Text(report.EventId);
        to.Signed(report.OccurredAtMicros);
        to.Byte((byte)report.Fact);
        to.Text(report.Document);
        to.Text(report.Code);
        to.Date(report.Date);
        to.Optional(report.AmountMinor);
        to.Text(report.Currency);
        to.Text(report.PaymentRef);
        to.Byte((byte)(report.Reference ?? 0));
        to.Byte((byte)(report.AsReference ?? 0));
    }

    public static bool HasSensitive(StatusReport report) => report.Value is not null || report.Text is not null;

    public static void WriteSensitive(PayloadWriter to, StatusReport report)
    {
        to.Text(report.Value);
        to.Text(report.Text);
    }

    /// <summary>Without its sensitive fields; a reference's value reads as destroyed until they are added.</summary>
    public static StatusReport ReadOpen(ref PayloadReader from)
    {
        var report = new StatusReport
        {
            Source = from.RequiredText(),
            EventId = from.RequiredText(),
            OccurredAtMicros = from.Signed(),
            Fact = (ReportedFact)from.Byte(),
            Document = from.Text(),
            Code = from.Text(),
            Date = from.Date(),
            AmountMinor = from.Optional(),
            Currency = from.Text(),
            PaymentRef = from.Text(),
        };
        var (reference, standing) = (from.Byte(), from.Byte());
        return report with
        {
            Reference = reference == 0 ? null : (Reference)reference,
            AsReference = standing == 0 ? null : (ReportStanding)standing,
            Value = reference == 0 ? null : Destroyed,
        };
    }

    public static StatusReport ReadSensitive(ref PayloadReader from, StatusReport report) => report with { Value = from.Text(), Text = from.Text() };

    /// <summary>Over what the source said of which invoice, and nothing that this service added.</summary>
    public static ImmutableArray<byte> HashOf(string path, StatusReport report)
    {
        var writer = new PayloadWriter();
        writer.Text(path);
        WriteOpen(writer, report with { AsReference = null });
        WriteSensitive(writer, report);
        return [.. SHA256.HashData(writer.Written)];
    }
}
