using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Triage.Silo.Registry;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Registry;

/// <summary>What is no request, who may not ask, and what is too much.</summary>
public sealed class RegistryRequestTests : IAsyncLifetime
{
    // InitializeAsync sets it before the test.
    private RegistryHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RegistryHost.StartAsync(new() { ["Registry:PackageBytesMax"] = "1048576" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Bad_fields_are_refused_by_name_all_at_once()
    {
        var long129 = new string('x', 129);
        Assert.Equal(["version", "reason", "idempotency_key"], await FieldsAsync(_host.Calls.PromoteModelAsync(new(), _host.Approver)));
        Assert.Equal(["version", "reason", "idempotency_key", "expected_number"], await FieldsAsync(_host.Calls.RetireModelAsync(
            new() { Version = "a\nb", Reason = new string('x', 1001), IdempotencyKey = long129, ExpectedNumber = -1 }, _host.Approver)));
        Assert.Equal(["reason", "idempotency_key"], await FieldsAsync(_host.Calls.RollBackModelAsync(new(), _host.Approver)));
        Assert.Equal(["version", "idempotency_key"], await FieldsAsync(_host.Calls.StartShadowAsync(new() { Version = long129 }, _host.Scientist)));
        Assert.Equal(["version", "idempotency_key"], await FieldsAsync(_host.Calls.StopShadowAsync(new(), _host.Scientist)));
        Assert.Equal(["page_size", "before_number"], await FieldsAsync(_host.Calls.ListModelsAsync(new() { PageSize = 101, BeforeNumber = -1 }, _host.Auditor)));
        Assert.Equal(["page_size", "before_number"], await FieldsAsync(_host.Calls.ListRegistryActionsAsync(new() { PageSize = -1, BeforeNumber = -1 }, _host.Auditor)));
        Assert.Equal(["at"], await FieldsAsync(_host.Calls.GetInForceAsync(new() { At = new() { Seconds = long.MaxValue } }, _host.Auditor)));
        Assert.Equal(["version"], await FieldsAsync(_host.Calls.GetModelAsync(new(), _host.Auditor)));

        static async Task<string[]> FieldsAsync<T>(AsyncUnaryCall<T> call) => [.. Samples.Violations(await Samples.RefusedAsync(call, StatusCode.InvalidArgument)).Select(violation => violation.Field)];
    }

    [Fact]
    public async Task Unknown_version_is_not_found_everywhere()
    {
        await _host.RegisterAsync("v1");
        await Samples.RefusedAsync(_host.PromoteAsync("v9"), StatusCode.NotFound);
        await Samples.RefusedAsync(_host.Calls.GetModelAsync(new() { Version = "v9" }, _host.Auditor), StatusCode.NotFound);
        await Samples.RefusedAsync(_host.Calls.RollBackModelAsync(new() { Version = "v9", Reason = "r", IdempotencyKey = "k" }, _host.Approver), StatusCode.NotFound);
        await Samples.RefusedAsync(_host.Calls.StartShadowAsync(new() { Version = "v9", IdempotencyKey = "k" }, _host.Scientist), StatusCode.NotFound);
        using var download = _host.Calls.DownloadModel(new() { Version = "v9" }, _host.Auditor);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => download.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task RegisterModel_parts_out_of_order_or_too_much_are_refused_and_a_broken_stream_keeps_nothing()
    {
        var header = new Proto.RegisterModelRequest { Header = new() };
        var chunk = new Proto.RegisterModelRequest { Chunk = ByteString.CopyFrom(new byte[500_000]) };
        Assert.Equal("header", await FieldAsync());
        Assert.Equal("header", await FieldAsync(chunk));
        Assert.Equal("header", await FieldAsync(new Proto.RegisterModelRequest()));
        Assert.Equal("header", await FieldAsync(File("a")));
        Assert.Equal("file", await FieldAsync(header, chunk));
        Assert.Equal("chunk", await FieldAsync(header, File("a"), header));
        Assert.Equal("file.name", await FieldAsync(header, File("a"), File("a")));
        Assert.Equal("file.name", await FieldAsync([header, .. Enumerable.Range(0, 100).Select(n => File($"f{n}"))]));
        Assert.Equal("header.reason", await FieldAsync(new Proto.RegisterModelRequest { Header = new() { Reason = new string('x', 1001) } }));
        var large = await Assert.ThrowsAsync<RpcException>(() => _host.StreamAsync([header, File("a"), chunk, chunk, chunk], _host.Scientist));
        Assert.Equal((StatusCode.ResourceExhausted, null), (large.StatusCode, large.GetRpcStatus()?.GetDetail<RetryInfo>()));
        using (var broken = _host.Calls.RegisterModel(_host.Scientist))
        {
            foreach (var part in RegistryHost.Parts(SampleModels.Package("v1", manifest => manifest)))
            {
                await broken.RequestStream.WriteAsync(part);
            }
        }

        Assert.Empty((await _host.Calls.ListModelsAsync(new(), _host.Auditor)).Models);
        Assert.Equal(Proto.RegistryOutcome.Done, (await _host.RegisterAsync("v1")).Outcome); // every place came back

        static Proto.RegisterModelRequest File(string name) => new() { File = new() { Name = name } };

        async Task<string> FieldAsync(params Proto.RegisterModelRequest[] parts)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => _host.StreamAsync(parts, _host.Scientist));
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            return Assert.Single(Samples.Violations(refused)).Field;
        }
    }

    [Fact]
    public async Task More_packages_at_once_than_fit_in_memory_wait_or_are_told_to_come_back()
    {
        var places = _host.Services.GetRequiredService<PackagePlaces>();
        var taken = await Task.WhenAll(Enumerable.Range(0, PackagePlaces.Max).Select(_ => places.TakeAsync(CancellationToken.None)));
        var waiting = Enumerable.Range(0, PackagePlaces.WaitingMax).Select(_ => places.TakeAsync(CancellationToken.None)).ToArray();
        var refused = await Assert.ThrowsAsync<RpcException>(() => _host.RegisterAsync("v1"));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.NotNull(refused.GetRpcStatus()!.GetDetail<RetryInfo>());
        foreach (var place in taken)
        {
            place.Dispose();
        }

        foreach (var place in waiting)
        {
            (await place).Dispose();
        }

        Assert.Equal(Proto.RegistryOutcome.Done, (await _host.RegisterAsync("v1")).Outcome);
    }

    [Fact]
    public async Task Changes_are_for_roles_of_the_whole_tenant()
    {
        await _host.RegisterAsync("v1");
        Assert.Equal("ROLE_MISSING", await ReasonAsync(_host.PromoteAsync("v1", _host.As("data-scientist", "other"))));
        Assert.Equal("ROLE_MISSING", await ReasonAsync(_host.PromoteAsync("v1", _host.As("operator", "other"))));
        Assert.Equal("FACILITY_NOT_ALLOWED", await ReasonAsync(_host.PromoteAsync("v1", _host.As("model-approver", "other", ["north"]))));
        Assert.Equal("FACILITY_NOT_ALLOWED", await ReasonAsync(_host.Calls.ListModelsAsync(new(), _host.As("auditor", "other", []))));
        Assert.Equal("v1", Assert.Single((await _host.Calls.ListModelsAsync(new(), _host.As("auditor", "other", ["north"]))).Models).Version);
        Assert.Empty((await _host.Calls.ListModelsAsync(new(), _host.As("auditor", "other", tenant: "other"))).Models);

        static async Task<string?> ReasonAsync<T>(AsyncUnaryCall<T> call) => Samples.Reason(await Samples.RefusedAsync(call, StatusCode.PermissionDenied));
    }
}
