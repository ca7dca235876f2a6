using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.TestKit;

namespace Triage.Cli.Tests.Lifecycle;

/// <summary>The verb, from its arguments to its exit code, against a service that answers by script.</summary>
public sealed class ReportCommandTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ScriptedLifecycle _lifecycle = new();
    private WebApplication? _app;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(_lifecycle).AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<ScriptedLifecycle>();
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync(); // InitializeAsync set it
        _directory.Dispose();
    }

    [Fact]
    public async Task InvokeAsync_single_report_is_sent_as_given()
    {
        var (exitCode, figures) = await RunAsync("--invoice", "invoices/erp/1", "--source", "sap", "--event", "4711", "--at", "2026-03-02T10:00:00Z", "--fact", """{"posted":{"documentNumber":"5100001"}}""");
        Assert.Equal(0, exitCode);
        var report = Assert.Single(_lifecycle.Taken).Value;
        Assert.Equal(("sap", "4711", "5100001", "2026-03-02T10:00:00Z"), (report.Source, report.EventId, report.Posted.DocumentNumber, report.OccurredAt.ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ssZ", null)));
        Assert.Equal("""{"invoice_id":"invoices/erp/1","standing":"APPLIED","invoice_status":"POSTED","coding_status":"UNCODED","payment_status":"READY"}""", figures?["only"]?.ToJsonString());
    }

    [Fact]
    public async Task InvokeAsync_file_is_sent_whole_and_again_it_is_a_replay()
    {
        var file = Write(Enumerable.Range(0, 500).Select(n => Line("invoices/erp/1", n, n % 2 == 0 ? "\"posted\":{\"documentNumber\":\"1\"}" : "\"reconciled\":{}")).Append("").Append("  "));
        var (exitCode, figures) = await RunAsync(file);
        Assert.Equal((0, 500), (exitCode, _lifecycle.Taken.Count));
        Assert.Equal("""{"APPLIED":250,"KEPT":250}""", figures?["standings"]?.ToJsonString());
        (exitCode, figures) = await RunAsync(file, "--window", "1");
        Assert.Equal((0, 500, 500), (exitCode, figures?["reports"]?.GetValue<int>(), figures?["replayed"]?.GetValue<int>()));
    }

    [Fact]
    public async Task InvokeAsync_bad_and_refused_lines_are_told_and_written_as_they_were()
    {
        string[] bad = ["{", """{"invoiceId":"invoices/erp/1","report":{"colour":"red"}}""", Line("invoices/erp/absent", 2, "\"reconciled\":{}"), Line("", 3, "\"reconciled\":{}")];
        var rejects = Path.Combine(_directory.Path, "again.jsonl");
        var (exitCode, figures) = await RunAsync(Write([.. bad, Line("invoices/erp/1", 1, "\"reconciled\":{}")]), "--rejects", rejects);
        Assert.Equal((5, 1, 2), (exitCode, figures?["reports"]?.GetValue<int>(), figures?["bad_lines"]?.GetValue<int>()));
        Assert.Equal("""{"INVALID_ARGUMENT":1,"NOT_FOUND":1}""", figures?["refused"]?.ToJsonString());
        Assert.Equal(bad.Order(StringComparer.Ordinal), (await File.ReadAllLinesAsync(rejects, TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
        Assert.Contains(figures!["examples"]!.AsArray(), example => example!.GetValue<string>() == "line 4: INVALID_ARGUMENT: invoice_id must be given"); // both are there

        // The next run's file is its own.
        await RunAsync(Write([Line("invoices/erp/1", 1, "\"reconciled\":{}")]), "--rejects", rejects);
        Assert.False(File.Exists(rejects));
    }

    [Theory]
    [InlineData("invoices/erp/down", 3)]
    [InlineData("invoices/erp/denied", 1)]
    public async Task InvokeAsync_service_that_will_not_take_any_ends_with_its_code(string invoice, int expected) =>
        Assert.Equal(expected, (await RunAsync(Write([Line(invoice, 1, "\"reconciled\":{}")]))).ExitCode);

    [Theory]
    [InlineData]
    [InlineData("reports.jsonl", "--invoice", "invoices/erp/1")]
    [InlineData("--invoice", "invoices/erp/1", "--fact", "{")]
    [InlineData("--invoice", "invoices/erp/1", "--fact", "{\"bought\":{}}")]
    [InlineData("--invoice", "invoices/erp/1", "--at", "yesterday-ish")]
    [InlineData("reports.jsonl", "--window", "0")]
    [InlineData("reports.jsonl", "--rejects", "reports.jsonl")]
    public async Task InvokeAsync_wrong_usage_is_2(params string[] args) => Assert.Equal(2, (await RunAsync(args)).ExitCode);

    [Fact]
    public async Task InvokeAsync_file_that_is_not_there_is_1() => Assert.Equal(1, (await RunAsync(Path.Combine(_directory.Path, "absent.jsonl"))).ExitCode);

    private static string Line(string invoice, int number, string fact) =>
        $$$"""{"invoiceId":"{{{invoice}}}","report":{"source":"bank","eventId":"{{{number}}}","occurredAt":"2026-03-02T10:00:00Z",{{{fact}}} } }""";

    private string Write(IEnumerable<string> lines)
    {
        var path = Path.Combine(_directory.Path, "reports.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private async Task<(int ExitCode, JsonNode? Figures)> RunAsync(params string[] args)
    {
        var address = _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(); // a server that runs has one
        var json = Path.Combine(_directory.Path, "figures.json");
        var exitCode = await new CommandLine(TimeProvider.System).InvokeAsync(["report", .. args, "--address", address, "--token", "x", "--json", json]);
        return (exitCode, File.Exists(json) ? JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken)) : null);
    }
}
