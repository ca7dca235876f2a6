using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Triage.Silo.Tests.Live;

namespace Triage.Silo.Tests.Transport;

/// <summary>REST requests that are not what they should be: each violation with its path, none with the caller's text.</summary>
public sealed class RestInputTests(LiveSilo silo) : BadTransport(silo)
{
    private const string Planted = "Zebra7Planted";

    public static TheoryData<string, string> Bodies => new()
    {
        { """{"invoice":{"lines":[{"lineId":"1"},{"lineId":"2","amountMinor":"Zebra7Planted"}]}}""", "invoice.lines[1].amount_minor" },
        { """{"invoice":{"sourceSytem":"Zebra7Planted","supplier":{"nam":"Zebra7Planted"}}}""", "invoice.sourceSytem|invoice.supplier.nam" },
        { """{"invoice":{"Zebra7Planted<script>":1}}""", "invoice.(a name)" },
        { """{"wait":"Zebra7Planted","invoice":{"kind":"Zebra7Planted"}}""", "invoice.kind|wait" },
        { """{"wait":true,"idempotencyKey":7}""", "idempotency_key|wait" },
        { """{"idempotencyKey":"a","idempotencyKey":"b","idempotency_key":"c"}""", "idempotency_key|idempotency_key" },
        { """{"invoice":[]}""", "invoice" },
        { """{"invoice":{"lines":{}}}""", "invoice.lines" },
        { """{"invoice":{"lines":[null,1,"Zebra7Planted"]}}""", "invoice.lines[0]|invoice.lines[1]|invoice.lines[2]" },
        { """{"invoice":{"totalAmountMinor":1.5,"netAmountMinor":1e3,"taxAmountMinor":9223372036854775808}}""", "invoice.net_amount_minor|invoice.tax_amount_minor|invoice.total_amount_minor" },
        { """{"invoice":{"discount":{"rateBasisPoints":2147483648}}}""", "invoice.discount.rate_basis_points" },
        { """{"invoice":{"currency":"\ud800"}}""", "invoice.currency" },
        { """{"invoice":{"attachments":[{"sha256":"Zebra7Planted*"}]}}""", "invoice.attachments[0].sha256" },
        { "{", "" }, { "", "" }, { "null", "" }, { "[]", "" }, { "\"Zebra7Planted\"", "" }, { "{} {}", "" }, { "{'invoice':1}", "" }, { "NaN", "" }, { "{\"invoice\":Zebra7Planted}", "" },
    };

    public static TheoryData<string, string> Queries => new()
    {
        { "pageSize=Zebra7Planted", "page_size" }, { "pageSize=", "page_size" }, { "pageSize=1.0", "page_size" }, { "pageSize=99999999999", "page_size" }, { "pageSize=1&pageSize=2", "page_size" },
        { "pagesize=1", "pagesize" }, { "invoiceStatus=Zebra7Planted", "invoice_status" }, { "verdict=Zebra7Planted", "verdict" }, { "receivedFrom=Zebra7Planted", "received_from" },
        { "receivedFrom.seconds=Zebra7Planted", "received_from.seconds" }, { "Zebra7Planted%20=1", "(a name)" }, { "pageToken=Zebra7Planted", "page_token" }, { "facility=%00", "facility" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public async Task Post_body_that_is_not_the_message_gets_every_violation_and_no_echo(string json, string fields)
    {
        using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        using var answer = await SendAsync(HttpMethod.Post, "/v1/invoices", content);
        await AssertViolatedAsync(answer, fields);
    }

    [Theory, MemberData(nameof(Queries))]
    public async Task Get_parameters_that_are_not_the_message_get_every_violation_and_no_echo(string query, string fields)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"/v1/invoices?{query}");
        await AssertViolatedAsync(answer, fields);
    }

    [Theory]
    [InlineData("?pageSize=2&invoiceStatus=INVOICE_STATUS_IN_REVIEW&invoiceStatus=1&receivedFrom=2026-01-01T00:00:00Z&verdict=VERDICT_KIND_REVIEW&pageToken=")]
    [InlineData("?page_size=2&source_system=erp")]
    public async Task Get_parameters_in_any_form_that_protobuf_has_are_taken(string query)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"/v1/invoices{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Post_body_in_any_form_that_protobuf_has_is_taken()
    {
        const string json = """
            {"idempotency_key":"forms","wait":1,"invoice":{"source_system":"erp","sourceInvoiceId":"forms","kind":"INVOICE_KIND_INVOICE","supplier":{"name":"\u00e4"},"currency":"GBP",
            "totalAmountMinor":"12","netAmountMinor":12,"taxAmountMinor":null,"remitTo":null,"attachments":[{"attachmentId":"a","sha256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}],
            "lines":[{"lineId":"1","amountMinor":"-0"}]}}
            """;
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=UTF-8");
        using var answer = await SendAsync(HttpMethod.Post, "/v1/invoices", content);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(101)]
    [InlineData(100_000)]
    public async Task Post_nesting_that_is_too_deep_is_a_violation(int levels)
    {
        using var content = new StringContent(new string('[', levels) + new string(']', levels), new MediaTypeHeaderValue("application/json"));
        using var answer = await SendAsync(HttpMethod.Post, "/v1/invoices", content);
        await AssertViolatedAsync(answer, "");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_body_above_the_limit_is_too_large_with_or_without_a_length_in_front(bool isChunked)
    {
        using var content = new StringContent(new string(' ', (4 * 1024 * 1024) + 1), new MediaTypeHeaderValue("application/json"));
        using var answer = await SendAsync(HttpMethod.Post, "/v1/invoices", content, isChunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(8, body["code"]!.GetValue<int>());
        Assert.Equal("Edge:ReceiveBytesMax", body["details"]![0]!["violations"]![0]!["subject"]!.GetValue<string>());
        await AssertHealthyAsync();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json; charset=Zebra7Planted", null)]
    [InlineData("application/json", "gzip")]
    public async Task Post_body_of_another_type_is_unsupported(string? type, string? encoding)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var answer = await SendAsync(HttpMethod.Post, "/v1/invoices", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.DoesNotContain(Planted, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/invoices/erp/..%2f..%2fetc")]
    [InlineData("/v1/invoices/erp/%00")]
    [InlineData("/v1/invoices/erp/%ff%fe")]
    [InlineData("/v1/invoices/erp/~zz")]
    [InlineData("/v1/invoices/%20/x")]
    [InlineData("/v1/invoices/erp/x/y/z")]
    [InlineData("/v1/../metrics/../v1/x")]
    [InlineData("/v2/invoices")]
    public async Task Get_path_that_names_nothing_is_never_the_services_mistake(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    public static TheoryData<string, string> Raw => new()
    {
        { "a header line of 100 KB", $"GET /v1/invoices HTTP/1.1\r\nHost: x\r\nX: {new string('v', 100_000)}\r\n\r\n" },
        { "10,000 headers", $"GET /v1/invoices HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: v\r\n"))}\r\n" },
        { "an address of 100 KB", $"GET /v1/invoices?{new string('a', 100_000)} HTTP/1.1\r\nHost: x\r\n\r\n" },
        { "two lengths", "POST /v1/invoices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}" },
        { "a length and chunks", "POST /v1/invoices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "chunks that are none", "POST /v1/invoices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" },
        { "a negative length", "POST /v1/invoices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n" },
        { "no host", "GET /v1/invoices HTTP/1.1\r\n\r\n" },
        { "no protocol", "GET /v1/invoices\r\n\r\n" },
        { "another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
        { "a method of its own", "BREW /v1/invoices HTTP/1.1\r\nHost: x\r\n\r\n" },
        { "a header that breaks its line", "GET /v1/invoices HTTP/1.1\r\nHost: x\r\nX: a\n b: c\r\n\r\n" },
        { "bytes", "\0\u0001\u0002\u00ff\r\n\r\n" },
        { "gRPC over HTTP/1.1", "POST /triage.v1.IntakeService/Submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0" },
    };

    [Theory, MemberData(nameof(Raw))]
    public async Task Request_that_is_no_HTTP_is_refused_and_never_the_services_mistake(string what, string request)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Http, preface: false);
        string? answer;
        try
        {
            await raw.WriteAsync(Encoding.Latin1.GetBytes(request.Replace("Host: x\r\n", $"Host: localhost\r\nConnection: close\r\nAuthorization: Bearer {Token}\r\n", StringComparison.Ordinal)));
            answer = await raw.ReadToEndAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException)
        {
            answer = "";
        }

        Assert.NotNull(answer);
        Assert.True(!answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.DoesNotContain("grpc-status: 13", answer, StringComparison.OrdinalIgnoreCase);
        await AssertHealthyAsync();
    }

    /// <summary>A caller that never finishes its headers, or its body, is let go.</summary>
    [Theory]
    [InlineData("GET /v1/invoices HTTP/1.1\r\nHost: x\r\nX: ")]
    [InlineData("POST /v1/invoices HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")]
    public async Task Request_that_never_ends_is_given_up(string request)
    {
        using var raw = await RawHttp2.ConnectAsync(Silo.Service.Http, preface: false);
        await raw.WriteAsync(Encoding.Latin1.GetBytes(request.Replace("Host: x\r\n", $"Host: localhost\r\nAuthorization: Bearer {Token}\r\n", StringComparison.Ordinal)));
        var answer = await raw.ReadToEndAsync(TimeSpan.FromSeconds(40));
        Assert.NotNull(answer);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        await AssertHealthyAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, bool isChunked = false)
    {
        using var http = new HttpClient { BaseAddress = Silo.Service.Http };
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new("Bearer", Token);
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task AssertViolatedAsync(HttpResponseMessage answer, string fields)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
        var body = JsonNode.Parse(text)!;
        Assert.Equal(3, body["code"]!.GetValue<int>());
        var violations = body["details"]!.AsArray().Single(detail => detail!["@type"]!.GetValue<string>() == "type.googleapis.com/google.rpc.BadRequest")!["fieldViolations"]!.AsArray();
        Assert.Equal(fields, string.Join('|', violations.Select(violation => violation!["field"]!.GetValue<string>()).Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(Planted, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Silo.Service.Log, line => line.Contains(Planted, StringComparison.Ordinal));
    }
}
