using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class ReportTests(SiloFixture silo)
{
    private const string Secret = "SECRET";

    [Fact]
    public async Task Report_says_what_became_of_it_and_a_repeat_is_a_replay()
    {
        var request = await SubmittedAsync("reported");
        var first = silo.Lifecycle.ReportAsync(request, silo.Good(roles: ["connector"]));
        var response = await first;
        Assert.Equal(
            ("invoices/erp/reported", Proto.ReportStanding.Kept, Proto.InvoiceStatus.Received, Proto.CodingStatus.Uncoded, Proto.PaymentStatus.NotReady),
            (response.InvoiceId, response.Standing, response.InvoiceStatus, response.CodingStatus, response.PaymentStatus));
        Assert.Null((await first.ResponseHeadersAsync).GetValue("idempotent-replay"));
        var again = silo.Lifecycle.ReportAsync(request, silo.Good());
        Assert.Equal(response, await again);
        Assert.Equal("true", (await again.ResponseHeadersAsync).GetValue("idempotent-replay"));

        // Whoever asks for the invoice sees what waits to fit.
        var record = await silo.Client.GetInvoiceAsync(new() { InvoiceId = request.InvoiceId }, silo.Good());
        var kept = Assert.Single(record.UnsettledReports);
        Assert.Equal((request.Report, Proto.ReportStanding.Kept), (kept.Report, kept.Standing));
    }

    [Theory]
    [InlineData(InvoiceOutcome.KeyReused, StatusCode.AlreadyExists, "IDEMPOTENCY_KEY_REUSED")]
    [InlineData(InvoiceOutcome.NotFound, StatusCode.NotFound, null)]
    [InlineData(InvoiceOutcome.TooManyReports, StatusCode.ResourceExhausted, null)]
    public async Task Report_outcome_becomes_its_status(InvoiceOutcome outcome, StatusCode status, string? reason)
    {
        var request = Sample($"outcome-{outcome}");
        silo.Invoices.Scripts[request.Report.EventId] = () => new InvoiceResult(outcome);
        var refused = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(request, silo.Good()), status);
        Assert.Equal(reason, Samples.Reason(refused));
        Assert.Equal(status == StatusCode.ResourceExhausted, refused.GetRpcStatus()?.GetDetail<RetryInfo>() is not null);
    }

    [Fact]
    public async Task Report_unknown_and_another_tenant_s_invoice_answer_with_one_text()
    {
        var request = await SubmittedAsync("report-tenants");
        var other = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(request, silo.Good("other")), StatusCode.NotFound);
        var absent = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(Sample("report-absent"), silo.Good()), StatusCode.NotFound);
        Assert.Equal(absent.GetRpcStatus(), other.GetRpcStatus());
    }

    [Fact]
    public async Task Report_storage_that_cannot_be_reached_is_unavailable()
    {
        var request = Sample("report-down");
        silo.Invoices.Scripts[request.Report.EventId] = () => throw new StoreUnavailableException(Secret);
        var refused = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(request, silo.Good()), StatusCode.Unavailable);
        Assert.DoesNotContain(Secret, $"{refused.Status} {refused.GetRpcStatus()}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", true)]
    [InlineData("connector", true)]
    [InlineData("operator", true)]
    [InlineData("reviewer", false)]
    [InlineData("supervisor", false)]
    [InlineData("auditor", false)]
    public async Task Report_roles_that_may_and_that_may_not(string role, bool may)
    {
        var request = await SubmittedAsync($"role-{role}");
        var headers = silo.Good(roles: [role]);
        if (may)
        {
            await silo.Lifecycle.ReportAsync(request, headers);
            return;
        }

        var refused = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(request, headers), StatusCode.PermissionDenied);
        Assert.Equal("ROLE_MISSING", Samples.Reason(refused));
    }

    [Fact]
    public async Task Connector_may_report_and_nothing_else()
    {
        var accepted = await silo.Client.SubmitAsync(Samples.Submit("connector"), silo.Good());
        var connector = silo.Good(roles: ["connector"]);
        await Samples.RefusedAsync(silo.Client.SubmitAsync(Samples.Submit("connector-2"), connector), StatusCode.PermissionDenied);
        await Samples.RefusedAsync(silo.Client.GetInvoiceAsync(new() { InvoiceId = accepted.InvoiceId }, connector), StatusCode.PermissionDenied);
        await Samples.RefusedAsync(silo.Client.GetHistoryAsync(new() { InvoiceId = accepted.InvoiceId }, connector), StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Report_empty_message_names_all_that_is_missing()
    {
        var refused = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(new(), silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(["invoice_id", "report", "report.event_id", "report.fact", "report.occurred_at", "report.source"], Fields(refused));
    }

    public static TheoryData<string, Proto.StatusReport, string[]> BadReports => new()
    {
        { "source", With(report => report.Source = "a/b"), ["report.source"] },
        { "source long", With(report => report.Source = new string('s', 65)), ["report.source"] },
        { "event id", With(report => report.EventId = "a\nb"), ["report.event_id"] },
        { "event id long", With(report => report.EventId = new string('e', 129)), ["report.event_id"] },
        { "time that is none", With(report => report.OccurredAt = new Timestamp { Seconds = long.MaxValue }), ["report.occurred_at"] },
        { "nanos that are none", With(report => report.OccurredAt = new Timestamp { Seconds = 1, Nanos = -1 }), ["report.occurred_at"] },
        { "time ahead", With(report => report.OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(2))), ["report.occurred_at"] },
        { "no fact", With(report => report.ClearFact()), ["report.fact"] },
        { "posted", With(report => report.Posted = new()), ["report.posted.document_number"] },
        { "refused", With(report => report.ErpRejected = new() { Text = "\0" }), ["report.erp_rejected.code", "report.erp_rejected.text"] },
        { "text long", With(report => report.Recalled = new() { Text = new string('t', 1001) }), ["report.recalled.text"] },
        { "scheduled", With(report => report.Scheduled = new()), ["report.scheduled.payment_date"] },
        { "scheduled on", With(report => report.Scheduled = new() { PaymentDate = "2026-02-30" }), ["report.scheduled.payment_date"] },
        {
            "paid", With(report => report.Paid = new() { AmountMinor = -1, Currency = "usd", PaymentDate = "today", PaymentRef = "\u202E" }),
            ["report.paid.amount_minor", "report.paid.currency", "report.paid.payment_date", "report.paid.payment_ref"]
        },
        { "part paid", With(report => report.PartPaid = new() { AmountMinor = long.MaxValue }), ["report.part_paid.amount_minor"] },
        { "failed", With(report => report.PaymentFailed = new() { Code = " ", PaymentRef = new string('r', 129) }), ["report.payment_failed.code", "report.payment_failed.payment_ref"] },
        { "reversed", With(report => report.PaymentReversed = new() { Text = "\u0001" }), ["report.payment_reversed.text"] },
        { "reference", With(report => report.ReferenceProvided = new()), ["report.reference_provided.reference", "report.reference_provided.value"] },
        { "reference unheard", With(report => report.ReferenceProvided = new() { Reference = (Proto.Reference)99, Value = "x" }), ["report.reference_provided.reference"] },
    };

    [Theory, MemberData(nameof(BadReports))]
    public async Task Report_bad_field_is_a_violation_under_its_path(string name, Proto.StatusReport report, string[] fields)
    {
        var request = new Proto.ReportRequest { InvoiceId = "invoices/erp/1", Report = report };
        var refused = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(request, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(fields, Fields(refused));
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Report_many_bad_fields_are_answered_at_once_without_their_values()
    {
        var report = With(bad =>
        {
            (bad.Source, bad.EventId, bad.OccurredAt) = ($"{Secret} ", $"{Secret}\n", null);
            bad.Paid = new() { AmountMinor = -7, Currency = Secret, PaymentDate = Secret, PaymentRef = $"{Secret}\0" };
        });
        var refused = await Samples.RefusedAsync(silo.Lifecycle.ReportAsync(new() { InvoiceId = $"{Secret}/1", Report = report }, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(8, Fields(refused).Length);
        Assert.DoesNotContain(Secret, refused.GetRpcStatus()?.ToString() + refused.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportStream_bad_items_are_answered_and_the_rest_goes_on()
    {
        var good = await SubmittedAsync("report-stream");
        using var call = silo.Lifecycle.ReportStream(silo.Good(roles: ["connector"]));
        Proto.ReportRequest?[] requests = [good, null, Sample("report-stream-absent"), new() { InvoiceId = good.InvoiceId }, good];
        for (var i = 0; i < requests.Length; i++)
        {
            await call.RequestStream.WriteAsync(new() { Ordinal = i, Report = requests[i] }, TestContext.Current.CancellationToken);
        }

        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).ToDictionaryAsync(answer => answer.Ordinal);
        Assert.Equal(
            [StatusCode.OK, StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.InvalidArgument, StatusCode.OK],
            answers.OrderBy(pair => pair.Key).Select(pair => (StatusCode)(pair.Value.Refused?.Code ?? 0)));
        Assert.Single(new[] { answers[0], answers[4] }, answer => answer.IdempotentReplay);
        Assert.Equal(answers[0].Accepted, answers[4].Accepted);
    }

    [Fact]
    public async Task Rest_takes_the_report_as_the_body_and_answers_as_grpc_does()
    {
        var request = await SubmittedAsync("rest-report");
        using var http = silo.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", silo.Issuer.Good(roles: ["connector"]));
        const string Body = """{"source":"sap","eventId":"rest-1","occurredAt":"2026-03-02T10:00:00Z","posted":{"documentNumber":"5100001"}}""";
        foreach (var isReplay in new[] { false, true })
        {
            using var content = new StringContent(Body, new MediaTypeHeaderValue("application/json"));
            using var taken = await http.PostAsync(new Uri("/v1/invoices/erp/rest-report:report", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            Assert.Equal(isReplay, taken.Headers.Contains("idempotent-replay"));
            Assert.Contains("\"REPORT_STANDING_KEPT\"", await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using var bad = new StringContent("""{"source":"sap"}""", new MediaTypeHeaderValue("application/json"));
        using var refused = await http.PostAsync(new Uri("/v1/invoices/erp/rest-report:report", UriKind.Relative), bad, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("report.event_id", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("invoices/erp/rest-report", request.InvoiceId);
    }

    [Fact]
    public async Task OpenApi_describes_the_report_as_the_body()
    {
        using var http = silo.Server.CreateClient();
        var page = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken));
        var body = page?["paths"]?["/v1/invoices/{source_system}/{source_invoice_id}:report"]?["post"]?["requestBody"]?["content"]?["application/json"]?["schema"];
        Assert.EndsWith("/StatusReport", body?["$ref"]?.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Proto.ReportRequest Sample(string id) => new()
    {
        InvoiceId = $"invoices/erp/{id}",
        Report = With(report => report.EventId = $"e-{id}"),
    };

    private static Proto.StatusReport With(Action<Proto.StatusReport> change)
    {
        var report = new Proto.StatusReport { Source = "sap", EventId = "e", OccurredAt = new() { Seconds = 1_700_000_000 }, Posted = new() { DocumentNumber = "5100001" } };
        change(report);
        return report;
    }

    private static string[] Fields(RpcException refused) => [.. Samples.Violations(refused).Select(violation => violation.Field).Order(StringComparer.Ordinal)];

    private async Task<Proto.ReportRequest> SubmittedAsync(string id)
    {
        await silo.Client.SubmitAsync(Samples.Submit(id), silo.Good());
        return Sample(id);
    }
}
