using Google.Protobuf.WellKnownTypes;
using Triage.Cli.Feed;
using Triage.Protos.V1;

namespace Triage.Cli.Tests.Feed;

public sealed class EventLineTests
{
    private const string Secret = "Ellen Ripley";

    private static readonly Reason Doubtful = new() { Code = ExceptionCode.DuplicateSuspected, Text = Secret, Evidence = { Secret } };

    public static TheoryData<EventType, HistoryEvent, string> Events => new()
    {
        { EventType.Received, new() { InvoiceStatus = InvoiceStatus.Received, Received = new() { Invoice = new() { Supplier = new() { Name = Secret } } } }, "RECEIVED            invoices/erp/1  RECEIVED" },
        { EventType.Triaged, new() { Triaged = new() { Verdict = new() { Kind = VerdictKind.Review, Reasons = { Doubtful, Doubtful } } } }, "TRIAGED             invoices/erp/1  REVIEW: DUPLICATE_SUSPECTED" },
        { EventType.Triaged, new() { Triaged = new() { Verdict = new() { Kind = VerdictKind.Review, WouldBe = VerdictKind.Clear } } }, "TRIAGED             invoices/erp/1  REVIEW (would be CLEAR)" },
        { EventType.Triaged, new() { Triaged = new() { Verdict = new() { Kind = VerdictKind.Clear, WouldBe = VerdictKind.Clear, Reasons = { new Reason { PolicyRule = Secret } } } } }, "TRIAGED             invoices/erp/1  CLEAR" },
        { EventType.ReferenceProvided, new() { InvoiceStatus = InvoiceStatus.OnHold, ReferenceProvided = new() { Reference = Reference.PatientAccount, Value = Secret } }, "REFERENCE_PROVIDED  invoices/erp/1  PATIENT_ACCOUNT, ON_HOLD" },
        { EventType.RetriageRequested, new() { InvoiceStatus = InvoiceStatus.InReview, RetriageRequested = new() { Reason = Secret } }, "RETRIAGE_REQUESTED  invoices/erp/1  IN_REVIEW" },
        { EventType.Cancelled, new() { InvoiceStatus = InvoiceStatus.Cancelled, Cancelled = new() { Reason = Secret } }, "CANCELLED           invoices/erp/1  CANCELLED" },
        { EventType.Superseded, new() { Superseded = new() { ByInvoiceId = "invoices/erp/2" } }, "SUPERSEDED          invoices/erp/1  by invoices/erp/2" },
        { EventType.StatusReported, new() { InvoiceStatus = InvoiceStatus.Posted, StatusReported = new() { Standing = ReportStanding.Applied, Report = new() { Source = "sap", Posted = new() { DocumentNumber = Secret } } } }, "STATUS_REPORTED     invoices/erp/1  POSTED by sap: APPLIED, POSTED" },
        { (EventType)99, new() { InvoiceStatus = InvoiceStatus.Closed }, "TYPE_99             invoices/erp/1  CLOSED" },
    };

    [Theory, MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Of_says_what_happened_and_no_name_and_no_free_text(EventType type, HistoryEvent happened, string says)
    {
        happened.Position = 1234;
        happened.At = Timestamp.FromDateTime(new DateTime(2026, 3, 10, 9, 5, 0, DateTimeKind.Utc));
        happened.Actor = Secret;
        var line = EventLine.Of(new FeedEvent { InvoiceId = "invoices/erp/1", Type = type, Facility = "north", Event = happened });
        Assert.Equal($"    1234  2026-03-10 09:05:00Z  {says}  at north", line);
        Assert.DoesNotContain(Secret, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_every_type_of_the_contract_is_tried_above() => Assert.Equal(
        System.Enum.GetValues<EventType>().Where(type => type != EventType.Unspecified),
        Events.Select(row => row.Data.Item1).Where(type => System.Enum.IsDefined(type)).Distinct().Order());

    [Theory]
    [InlineData("triaged", EventType.Triaged)]
    [InlineData("REFERENCE_PROVIDED", EventType.ReferenceProvided)]
    [InlineData("reference-provided", EventType.ReferenceProvided)]
    public void Parse_takes_types_as_people_type_them(string text, EventType type) => Assert.Equal(type, EventTypes.Parse(text, Assert.Fail));
}
