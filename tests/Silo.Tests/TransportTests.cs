using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Google.Api;
using Grpc.Core;

namespace Triage.Silo.Tests;

public sealed class TransportTests(SiloFixture silo)
{
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00000000FF0A")]
    [InlineData("00000000020AFF")]
    [InlineData("0000000001FF")]
    [InlineData("00000000000000000000")]
    public async Task Submit_frame_that_cannot_be_read_is_invalid_and_never_internal(string hex)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/triage.v1.IntakeService/Submit") { Version = HttpVersion.Version20, Content = new ByteArrayContent(Convert.FromHexString(hex)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Authorization = new("Bearer", silo.Issuer.Good());
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var http = silo.Server.CreateClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var status = response.Headers.TryGetValues("grpc-status", out var early) ? early : response.TrailingHeaders.GetValues("grpc-status");
        Assert.Equal(((int)StatusCode.InvalidArgument).ToString(CultureInfo.InvariantCulture), Assert.Single(status));
    }

    [Fact]
    public async Task Submit_message_above_the_limit_is_exhausted()
    {
        var request = Samples.Submit("large");
        request.Invoice.Lines[0].Text = new string('t', (4 * 1024 * 1024) + 1);
        await Samples.RefusedAsync(silo.Client.SubmitAsync(request, silo.Good()), StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Rest_answers_as_grpc_does()
    {
        using var http = silo.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", silo.Issuer.Good());
        using var body = new StringContent("""{"idempotencyKey":"r1","wait":"WAIT_RECEIVED","invoice":{"kind":9}}""", new MediaTypeHeaderValue("application/json"));
        using var refused = await http.PostAsync(new Uri("/v1/invoices", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("invoice.source_system", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await silo.Client.SubmitAsync(Samples.Submit("rest"), silo.Good());
        var found = await http.GetStringAsync(new Uri("/v1/invoices/erp/rest", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("\"invoices/erp/rest\"", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rest_body_above_the_limit_is_exhausted_before_it_is_read()
    {
        using var http = silo.Server.CreateClient();
        using var body = new StringContent(new string(' ', (4 * 1024 * 1024) + 1), new MediaTypeHeaderValue("application/json"));
        using var refused = await http.PostAsync(new Uri("/v1/invoices", UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains("ReceiveBytesMax", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_lists_every_annotated_rpc()
    {
        using var http = silo.Server.CreateClient();
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken));
        var listed = document!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["operationId"]!.GetValue<string>());
        var annotated = Contract.Services.SelectMany(service => service.Methods)
            .Where(method => method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not null).Select(method => method.Name);
        Assert.Equal(annotated.Order(), listed.Order());
        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("http", document["components"]!["securitySchemes"]!["bearer"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Get_open_pages_answer_without_a_token(string path)
    {
        using var http = silo.Server.CreateClient();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_count_calls_by_rpc_and_code()
    {
        await silo.Client.SubmitAsync(Samples.Submit("counted"), silo.Good());
        using var http = silo.Server.CreateClient();
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("triage_edge_call_seconds_count{", metrics, StringComparison.Ordinal);
        Assert.Contains("rpc=\"/triage.v1.IntakeService/Submit\"", metrics, StringComparison.Ordinal);
    }
}
