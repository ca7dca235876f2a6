using System.Text;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.Tests.Lifecycle;

public sealed class StatusReportCodecTests
{
    private static readonly StatusReport Whole = new()
    {
        Source = "bank",
        EventId = "evt/7",
        OccurredAtMicros = 1_772_400_000_000_000,
        Fact = ReportedFact.PaymentFailed,
        Document = "51",
        Code = "R03",
        Date = new DateOnly(2026, 3, 2),
        AmountMinor = -1,
        Currency = "GBP",
        PaymentRef = "T-1",
        Reference = Reference.PatientAccount,
        AsReference = ReportStanding.Agreed,
        Value = "PA-77",
        Text = "no account",
    };

    [Fact]
    public void Decode_every_field_comes_back()
    {
        var encoded = EventCodec.Encode(new StatusReported { AtMicros = 1, Actor = "bank", Report = Whole });
        var back = Assert.IsType<StatusReported>(EventCodec.Decode(encoded.Type, encoded.AtMicros, encoded.Payload, encoded.Sensitive));
        Assert.Equal(Whole, back.Report);
        Assert.All(typeof(StatusReport).GetProperties(), property => Assert.NotNull(property.GetValue(Whole)));
    }

    [Fact]
    public void Encode_sensitive_fields_stand_apart_and_can_be_destroyed()
    {
        var encoded = EventCodec.Encode(new StatusReported { AtMicros = 1, Actor = "bank", Report = Whole });
        Assert.DoesNotContain("PA-77", Encoding.Latin1.GetString(encoded.Payload), StringComparison.Ordinal);
        Assert.DoesNotContain("no account", Encoding.Latin1.GetString(encoded.Payload), StringComparison.Ordinal);
        var destroyed = Assert.IsType<StatusReported>(EventCodec.Decode(encoded.Type, encoded.AtMicros, encoded.Payload, sensitive: null));
        Assert.Equal(Whole with { Value = "(destroyed)", Text = null }, destroyed.Report);
    }

    [Theory]
    [InlineData("PO-1")]
    [InlineData("PO-2")]
    [InlineData("PO-9")]
    public void Fold_says_the_same_after_sensitive_values_were_destroyed(string value)
    {
        var course = Course.Begin(invoice => value == "PO-9" ? invoice with { PurchaseOrder = null, Contract = null } : invoice).Judged()
            .Tell(Reports.Provided(Reference.PurchaseOrder, value), Reports.Posted());
        var destroyed = InvoiceState.Fold(course.Events.Select(EventCodec.Encode).Select(encoded => EventCodec.Decode(encoded.Type, encoded.AtMicros, encoded.Payload, sensitive: null)));
        Assert.NotNull(destroyed);
        Assert.Equal((course.State.Statuses, course.State.Waiting), (destroyed.Statuses, destroyed.Waiting));
        Assert.Equal(course.State.Reports.Entries.Select(entry => entry.Standing), destroyed.Reports.Entries.Select(entry => entry.Standing));
    }

    [Fact]
    public void HashOf_is_over_all_that_the_source_said_and_nothing_that_was_added()
    {
        StatusReport[] others =
        [
            Whole with { Source = "b" }, Whole with { EventId = "8" }, Whole with { OccurredAtMicros = 1 }, Whole with { Fact = ReportedFact.Paid }, Whole with { Document = null },
            Whole with { Code = null }, Whole with { Date = null }, Whole with { AmountMinor = 0 }, Whole with { Currency = null }, Whole with { PaymentRef = null },
            Whole with { Reference = null }, Whole with { Value = "PA-78" }, Whole with { Text = null },
        ];
        var hashes = others.Append(Whole).Select(report => Convert.ToHexString(StatusReportCodec.HashOf("erp/1", report).AsSpan())).ToList();
        Assert.Equal(hashes.Count, hashes.Append(Convert.ToHexString(StatusReportCodec.HashOf("erp/2", Whole).AsSpan())).Distinct().Count() - 1);
        Assert.Equal(hashes[^1], Convert.ToHexString(StatusReportCodec.HashOf("erp/1", Whole with { AsReference = null }).AsSpan()));
    }

    /// <summary>A report's row holds this hash; another for the same report would answer ALREADY_EXISTS to a source that retries.</summary>
    [Fact]
    public void HashOf_version_1_never_changes() =>
        Assert.Equal("B55B47C31D7A671251743A8DBDDA0A45F40BC860C2FA6FF8A240735DDF2F7475", Convert.ToHexString(StatusReportCodec.HashOf("erp/1", Whole).AsSpan()));
}
