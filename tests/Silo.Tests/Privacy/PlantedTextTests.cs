using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Triage.TestKit;
using Triage.TestKit.Postgres;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Privacy;

/// <summary>
/// A text of its own in every field that a caller can fill, through every call, well and badly; then none of them is in
/// the logs, the metrics, the traces (which name the grains by their keys) or the text of a refusal.
/// </summary>
public sealed class PlantedTextTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly TraceSink _traces = new();
    private readonly Planted _planted = new();
    private readonly List<string> _refusals = [];

    public void Dispose()
    {
        _traces.Dispose();
        _data.Dispose();
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Texts_of_callers_stay_in_the_store(string store)
    {
        string[] postgres = store == "postgres" ? ["--Postgres:ConnectionString", PostgresServer.Shared.CreateDatabase()] : [];
        using var service = await ServiceProcess.StartAsync(
            _data.Path, ["--Logging:LogLevel:Triage", "Trace", "--Logging:LogLevel:Default", "Information", .. postgres], TestContext.Current.CancellationToken,
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _traces.Address.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_BSP_SCHEDULE_DELAY"] = "200" });
        using var channel = GrpcChannel.ForAddress(service.Grpc);
        var host = SiloFixture.Bearer(service.Token(["host"]));
        await CallWellAsync(new(channel), host);
        await CallBadlyAsync(new(channel), host);
        await CallRestAsync(service);
        await TracesAreTakenAsync();

        Assert.InRange(_planted.Fields.Count, 50, 10_000);
        Assert.NotEmpty(_refusals);
        Assert.NotEmpty(service.Log);
        using var http = new HttpClient { BaseAddress = service.Http };
        AssertClean("logs", service.Log);
        AssertClean("metrics", [await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)]);
        AssertClean("traces", _traces.Taken);
        AssertClean("refusals", _refusals);
    }

    private async Task CallWellAsync(Proto.IntakeService.IntakeServiceClient intake, Metadata host)
    {
        var first = Submission("first");
        var accepted = await intake.SubmitAsync(first, host);
        await intake.SubmitAsync(first, host);
        var twin = new Proto.SubmitRequest(first) { IdempotencyKey = _planted.Next("twin.idempotency_key") };
        twin.Invoice.SourceInvoiceId = "twin";
        await intake.SubmitAsync(twin, host);
        using (var stream = intake.SubmitStream(host))
        {
            await stream.RequestStream.WriteAsync(new() { Ordinal = 1, Submit = Submission("streamed") });
            await stream.RequestStream.CompleteAsync();
            Assert.NotNull((await stream.ResponseStream.ReadAllAsync().SingleAsync()).Accepted);
        }

        await intake.ProvideReferenceAsync(Changed(new Proto.ProvideReferenceRequest { InvoiceId = "invoices/erp/twin", Reference = Proto.Reference.PurchaseOrder }, request => request.Value = twin.Invoice.PurchaseOrder), host);
        await intake.RetriageAsync(_planted.Into(new Proto.RetriageRequest { InvoiceId = accepted.InvoiceId }), host);
        await intake.AmendAsync(new() { InvoiceId = "invoices/erp/twin", IdempotencyKey = _planted.Next("amend.key"), Invoice = Invoice("amended"), Wait = Proto.Wait.Verdict }, host);
        await intake.GetHistoryAsync(new() { InvoiceId = accepted.InvoiceId }, host);
        await intake.ListInvoicesAsync(Changed(new Proto.ListInvoicesRequest(), request => request.PageToken = ""), host);
        await intake.CancelAsync(_planted.Into(new Proto.CancelRequest { InvoiceId = accepted.InvoiceId }), host);
    }

    private async Task CallBadlyAsync(Proto.IntakeService.IntakeServiceClient intake, Metadata host)
    {
        foreach (var spoil in new Func<string, string>[] { text => text + "\u202E\n\0", text => text + new string('x', 2000) })
        {
            var bad = Submission("bad");
            Spoil(bad, spoil);
            await RefusedAsync(intake.SubmitAsync(bad, host));
            var cancel = _planted.Into(new Proto.CancelRequest());
            Spoil(cancel, spoil);
            cancel.InvoiceId = _planted.Next("cancel.invoice_id");
            await RefusedAsync(intake.CancelAsync(cancel, host));
            var list = _planted.Into(new Proto.ListInvoicesRequest());
            Spoil(list, spoil);
            await RefusedAsync(intake.ListInvoicesAsync(list, host));
        }

        var reused = Submission("reused");
        await intake.SubmitAsync(reused, host);
        var other = new Proto.SubmitRequest(reused) { Invoice = Invoice("other") };
        await RefusedAsync(intake.SubmitAsync(other, host));
        other.IdempotencyKey = _planted.Next("other.key");
        other.Invoice.SourceInvoiceId = "reused";
        await RefusedAsync(intake.SubmitAsync(other, host));
        await RefusedAsync(intake.GetInvoiceAsync(new() { InvoiceId = "invoices/erp/absent" }, host));
        await RefusedAsync(intake.SubmitAsync(Submission("nobody"), SiloFixture.Bearer(_planted.Next("a token"))));
        await RefusedAsync(intake.CancelAsync(_planted.Into(new Proto.CancelRequest { InvoiceId = "invoices/erp/first" }), host));
    }

    private async Task CallRestAsync(ServiceProcess service)
    {
        using var http = new HttpClient { BaseAddress = service.Http };
        http.DefaultRequestHeaders.Authorization = new("Bearer", service.Token(["host"]));
        var json = JsonFormatter.Default.Format(Submission("rest"));
        foreach (var body in new[] { json, json[..^5], json.Replace("\"lines\": [", $"\"lines\": [ \"{_planted.Next("rest.lines")}\", ", StringComparison.Ordinal), $"\"{_planted.Next("rest.body")}\"" })
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var answer = await http.PostAsync(new Uri("/v1/invoices", UriKind.Relative), content, TestContext.Current.CancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                _refusals.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }
        }

        foreach (var path in new[] { "/v1/invoices?pageSize={0}", "/v1/invoices?invoiceStatus={0}", "/v1/invoices?pageToken={0}" })
        {
            using var answer = await http.GetAsync(new Uri(path.Replace("{0}", _planted.Next(path), StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken);
            _refusals.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    private Proto.SubmitRequest Submission(string id) => new() { IdempotencyKey = _planted.Next($"{id}.idempotency_key"), Invoice = Invoice(id), Wait = Proto.Wait.Verdict };

    private Proto.Invoice Invoice(string id)
    {
        var invoice = Samples.Invoice(id);
        invoice.Attachments.Add(new Proto.Attachment());
        invoice.Lines.Add(new Proto.InvoiceLine { LineId = "2", AmountMinor = 1 });
        return _planted.Into(invoice);
    }

    private T Changed<T>(T message, Action<T> change)
        where T : IMessage
    {
        _planted.Into(message);
        change(message);
        return message;
    }

    /// <summary>Every text, so that the request is refused for each.</summary>
    private static void Spoil(IMessage message, Func<string, string> spoil)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            switch (field.Accessor.GetValue(message))
            {
                case string { Length: > 0 } text:
                    field.Accessor.SetValue(message, spoil(text));
                    break;
                case IMessage child:
                    Spoil(child, spoil);
                    break;
                case System.Collections.IList { Count: > 0 } items when items[0] is IMessage:
                    foreach (IMessage item in items)
                    {
                        Spoil(item, spoil);
                    }

                    break;
            }
        }
    }

    private async Task RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.DoesNotContain(refused.StatusCode, new[] { StatusCode.Internal, StatusCode.Unknown });
        _refusals.Add($"{refused.Status.Detail} {refused.GetRpcStatus()} {string.Join(' ', refused.Trailers.Where(trailer => !trailer.IsBinary).Select(trailer => trailer.Value))}");
        foreach (var detail in refused.GetRpcStatus()?.Details ?? [])
        {
            _refusals.Add(detail.Value.ToStringUtf8());
        }
    }

    /// <summary>The exporter sends them after the calls.</summary>
    private async Task TracesAreTakenAsync()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!_traces.Taken.Any(taken => taken.Contains("Cancel", StringComparison.Ordinal)) || !_traces.Taken.Any(taken => taken.Contains("local/erp/", StringComparison.Ordinal)))
        {
            await timer.WaitForNextTickAsync(late.Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    private void AssertClean(string sink, IEnumerable<string> texts)
    {
        var found = texts.SelectMany(text => _planted.Fields.Where(planted => text.Contains(planted.Key, StringComparison.Ordinal)).Select(planted => $"{planted.Value} in: {Around(text, planted.Key)}"));
        Assert.True(!found.Any(), $"In {sink}: {string.Join('\n', found.Distinct().Take(10))}");
    }

    private static string Around(string text, string planted)
    {
        var at = text.IndexOf(planted, StringComparison.Ordinal);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + 60)];
    }
}
