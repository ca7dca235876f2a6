using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.TestKit;

namespace Triage.Models.Tests.History;

public sealed class EventCodecTests
{
    private static readonly InvoiceEvent[] Events =
    [
        new Received { AtMicros = 1, Actor = "host", Request = new RequestKey("Submit", "k"), Invoice = Samples.Invoice("a"), PayloadSha256 = InvoiceCodec.HashOf(Samples.Invoice("a")), Supersedes = "erp/b" },
        new Triaged { AtMicros = 2, Actor = "triage", Cause = TriageCause.HoldExpired, Verdict = Gate.Decide(Input(Samples.Invoice("a"))) },
        new ReferenceProvided { AtMicros = 3, Actor = "host", Reference = Reference.Contract, Value = "C-1" },
        new RetriageRequested { AtMicros = 4, Actor = "host", Reason = "why" },
        new Cancelled { AtMicros = 5, Actor = "host", Reason = "why" },
        new Superseded { AtMicros = 6, Actor = "triage", By = "erp/c" },
        new StatusReported { AtMicros = 7, Actor = "bank", Request = new RequestKey("Report", "bank/1"), Report = new StatusReport { Source = "bank", EventId = "1", OccurredAtMicros = -5, Fact = ReportedFact.Paid, AmountMinor = 12_000, Text = "why" } },
    ];

    [Fact]
    public void Decode_what_was_encoded_gives_equal_bytes_again() => Assert.All(Events, happened =>
    {
        var encoded = EventCodec.Encode(happened);
        var again = EventCodec.Encode(EventCodec.Decode(encoded.Type, encoded.AtMicros, encoded.Payload, encoded.Sensitive));
        Assert.Equal(encoded.Payload, again.Payload);
        Assert.Equal(encoded.Sensitive, again.Sensitive);
    });

    [Fact]
    public void Encode_sensitive_fields_stand_apart()
    {
        var encoded = EventCodec.Encode(Events[0]);
        var open = System.Text.Encoding.Latin1.GetString(encoded.Payload);
        Assert.DoesNotContain("PA-77", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Gloves", open, StringComparison.Ordinal);
        Assert.Contains("PA-77", System.Text.Encoding.Latin1.GetString(encoded.Sensitive!), StringComparison.Ordinal);
    }

    [Fact]
    public void HashOf_version_1_never_changes() =>
        Assert.Equal("7CE94A16C7800ECAEE1191CB4345E66CED7341580D00CA35BA", Convert.ToHexString(InvoiceCodec.HashOf(Samples.Invoice("a")).AsSpan())[..50]);

    internal static GateInput Input(Invoice invoice) => new()
    {
        Invoice = invoice,
        Twins = TwinSearch.Nothing,
        Policy = DefaultPolicy.Load(),
        Today = new DateOnly(2026, 3, 10),
        NowMicros = 1_000_000,
    };
}
