using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages;
using Triage.TestKit;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Registry;

/// <summary>Versions over the real edge: in, compared, in force, back, and what is said of it later.</summary>
public sealed class RegistryTests : IAsyncLifetime
{
    // InitializeAsync sets it before the test.
    private RegistryHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await RegistryHost.StartAsync(new() { ["Registry:ShadowTimeMin"] = "00:00:00" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Way_of_a_version_into_force_back_and_out_of_use()
    {
        var registered = await _host.RegisterAsync("v1");
        Assert.Equal((Proto.RegistryOutcome.Done, "v1", "", 1L), (registered.Outcome, registered.Action.Version, registered.InForce, registered.Number));
        var first = await _host.PromoteAsync("v1");
        Assert.Equal((Proto.RegistryOutcome.Done, "v1", "approver", Proto.RegistryActionKind.Promoted), (first.Outcome, first.InForce, first.Action.Actor, first.Action.Kind));
        Assert.True(first.Action.At.Seconds > 1_700_000_000);

        await _host.RegisterAsync("v2");
        var started = await _host.Calls.StartShadowAsync(new() { Version = "v2", IdempotencyKey = _host.Key() }, _host.Scientist);
        Assert.Equal(("v1", "v2"), (started.InForce, started.Shadow));
        await CompareAsync(500);
        Assert.Equal("v2", (await _host.PromoteAsync("v2")).InForce);
        var back = await _host.Calls.RollBackModelAsync(new() { IdempotencyKey = _host.Key(), Reason = "too many holds", ExpectedNumber = 5 }, _host.Approver);
        Assert.Equal(("v1", "v2", "v1", "too many holds"), (back.InForce, back.Action.InForceBefore, back.Action.Version, back.Action.Reason));
        var retired = await _host.Calls.RetireModelAsync(new() { Version = "v2", IdempotencyKey = _host.Key(), Reason = "bad" }, _host.Approver);
        Assert.Equal(("v1", 7L), (retired.InForce, retired.Number));
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(async () => await _host.PromoteAsync("v2"))).StatusCode);

        var models = (await _host.Calls.ListModelsAsync(new(), _host.Auditor)).Models;
        Assert.Equal([("v2", Proto.ModelStanding.Retired, true), ("v1", Proto.ModelStanding.InForce, true)], models.Select(model => (model.Version, model.Standing, model.WasInForce)));
        Assert.Equal(("tess", "bringer"), (models[0].TrainedBy, models[0].RegisteredBy));
        Assert.Equal("v1", Assert.Single((await _host.Calls.ListModelsAsync(new() { BeforeNumber = models[0].Number }, _host.Auditor)).Models).Version);
        var model = await _host.Calls.GetModelAsync(new() { Version = "v2" }, _host.Auditor);
        Assert.Equal(("v1", 500L, 490L), (model.ShadowRuns[0].Against, model.ShadowRuns[0].Invoices, model.ShadowRuns[0].SameVerdict));
        Assert.NotNull(model.ShadowRuns[0].EndedAt);
        Assert.Equal("v2", ModelManifest.Parse(model.Manifest.Span).Version);
        var actions = (await _host.Calls.ListRegistryActionsAsync(new() { PageSize = 3, BeforeNumber = 7 }, _host.Auditor)).Actions;
        Assert.Equal([(6L, Proto.RegistryActionKind.RolledBack), (5L, Proto.RegistryActionKind.Promoted), (4L, Proto.RegistryActionKind.ShadowStarted)], actions.Select(action => (action.Number, action.Kind)));
    }

    [Fact]
    public async Task Register_same_bytes_again_change_nothing_and_other_bytes_are_refused()
    {
        var files = SampleModels.Package("v1", manifest => manifest);
        Assert.Equal(Proto.RegistryOutcome.Done, (await _host.RegisterAsync(files, _host.Scientist)).Outcome);
        var again = await _host.RegisterAsync(files, _host.As("data-scientist", "somebody"));
        Assert.Equal((Proto.RegistryOutcome.Unchanged, 1L, "bringer"), (again.Outcome, again.Number, again.Action.Actor));
        SampleModels.Sign(files, ModelManifest.Parse(files[ModelManifest.FileName]) with { Seed = 77 });
        var other = await Assert.ThrowsAsync<RpcException>(() => _host.RegisterAsync(files, _host.Scientist));
        Assert.Equal((StatusCode.AlreadyExists, "MODEL_VERSION_EXISTS"), (other.StatusCode, Samples.Reason(other)));
    }

    [Fact]
    public async Task Register_package_that_is_not_trusted_is_refused_by_file_and_nothing_is_kept()
    {
        var unsigned = SampleModels.Package("v1", manifest => manifest);
        unsigned.Remove("manifest.sig");
        var damaged = SampleModels.Package("v1", manifest => manifest);
        damaged["coding.model"][5] ^= 1;
        var extra = SampleModels.Package("v1", manifest => manifest);
        extra["run.dll"] = [1];
        var traversing = SampleModels.Package("v1", manifest => manifest);
        traversing["../../etc/passwd"] = [1];
        foreach (var (files, field, says) in new[] { (unsigned, "manifest.sig", "is missing"), (damaged, "coding.model", "SHA-256"), (extra, "run.dll", "not listed"), (traversing, "'../../etc/passwd'", "no name"), ([], "manifest.json", "is missing") })
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => _host.RegisterAsync(files, _host.Scientist));
            var violation = Assert.Single(Samples.Violations(refused));
            Assert.Equal((StatusCode.InvalidArgument, field), (refused.StatusCode, violation.Field));
            Assert.Contains(says, violation.Description, StringComparison.Ordinal);
        }

        var others = await Assert.ThrowsAsync<RpcException>(() => _host.RegisterAsync(SampleModels.Package("v1", manifest => manifest with { Tenant = "other" }), _host.Scientist));
        Assert.Equal((StatusCode.PermissionDenied, "MODEL_OF_ANOTHER_TENANT"), (others.StatusCode, Samples.Reason(others)));
        Assert.Empty((await _host.Calls.ListModelsAsync(new(), _host.Auditor)).Models);
        Assert.Equal(0, _host.Store.Count("model_file_part"));
    }

    [Fact]
    public async Task Promote_refusal_lists_everything_that_is_missing()
    {
        ModelSegment Figure(string facility, double value) => new("coding", ModelSegment.ByFacility, facility, 500, "top1", value);
        await _host.RegisterAsync("v1", Figure("north", 0.9), Figure("south", 0.9), Figure("east", 0.9));
        await _host.PromoteAsync("v1");
        await _host.RegisterAsync("v2", Figure("north", 0.5), Figure("south", 0.89), Figure("east", 0.6));
        foreach (var (actor, types) in new[] { ("approver", new[] { "SEGMENT", "SEGMENT", "SHADOW" }), ("TESS", ["FOUR_EYES", "SEGMENT", "SEGMENT", "SHADOW"]), ("bringer", ["FOUR_EYES", "SEGMENT", "SEGMENT", "SHADOW"]) })
        {
            foreach (var dryRun in new[] { true, false })
            {
                var refused = await Samples.RefusedAsync(_host.PromoteAsync("v2", _host.As("model-approver", actor), dryRun: dryRun), StatusCode.FailedPrecondition);
                var failure = refused.GetRpcStatus()!.GetDetail<PreconditionFailure>();
                Assert.Equal(types, failure.Violations.Select(violation => violation.Type));
                Assert.Equal(["coding by facility: east", "coding by facility: north"], failure.Violations.Where(violation => violation.Type == "SEGMENT").Select(violation => violation.Subject).Order());
            }
        }

        Assert.Equal(3, (await _host.Calls.ListRegistryActionsAsync(new() { PageSize = 1 }, _host.Auditor)).Actions[0].Number);
    }

    [Fact]
    public async Task Promote_dry_run_changes_nothing_and_package_that_broke_since_is_refused()
    {
        await _host.RegisterAsync("v1");
        Assert.Equal((Proto.RegistryOutcome.WouldBeDone, 1L, ""), await _host.PromoteAsync("v1", dryRun: true).ResponseAsync.ContinueWith(answer => (answer.Result.Outcome, answer.Result.Number, answer.Result.InForce), TaskScheduler.Default));
        _host.Store.Execute("UPDATE model_file_part SET payload = zeroblob(length(payload))");
        var damaged = await Samples.RefusedAsync(_host.PromoteAsync("v1"), StatusCode.DataLoss);
        Assert.Equal("MODEL_FILE_DAMAGED", Samples.Reason(damaged));
        Assert.Contains("coding.model of version v1", damaged.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_twenty_at_once_one_wins_and_the_others_are_told_what_is_there()
    {
        for (var n = 0; n < 4; n++)
        {
            await _host.RegisterAsync($"v{n}");
        }

        var calls = await Task.WhenAll(Enumerable.Range(0, 20).Select(async n =>
        {
            try
            {
                return (await _host.PromoteAsync($"v{n % 4}", expected: 4)).Outcome.ToString();
            }
            catch (RpcException refused)
            {
                return $"{refused.StatusCode} {Samples.Reason(refused)} {refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Metadata["current_version"]}";
            }
        }));
        Assert.Single(calls, "Done");
        Assert.All(calls.Where(answer => answer != "Done"), answer => Assert.True(answer is "Aborted REGISTRY_MOVED_ON 5" or "ResourceExhausted  ", answer));
    }

    [Fact]
    public async Task Key_again_is_answered_as_before_and_for_another_request_refused()
    {
        await _host.RegisterAsync("v1");
        var first = await _host.PromoteAsync("v1", key: "k");
        await _host.RegisterAsync("v2");
        var replay = _host.PromoteAsync("v1", key: "k");
        Assert.Equal((Proto.RegistryOutcome.Done, first.Action), ((await replay).Outcome, (await replay).Action));
        Assert.Equal("true", (await replay.ResponseHeadersAsync).GetValue("idempotent-replay"));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", Samples.Reason(await Samples.RefusedAsync(_host.PromoteAsync("v2", key: "k"), StatusCode.AlreadyExists)));
        Assert.Equal(Proto.RegistryOutcome.Unchanged, (await _host.PromoteAsync("v1")).Outcome);

        // A roll back that is sent twice goes back once.
        await _host.Store.Registry.StateAsync("local", Token);
        Assert.Equal("NOTHING_BEFORE", (await Samples.RefusedAsync(_host.Calls.RollBackModelAsync(new() { IdempotencyKey = "b", Reason = "r" }, _host.Approver), StatusCode.FailedPrecondition)).GetRpcStatus()!.GetDetail<PreconditionFailure>().Violations.Single().Type);
    }

    [Fact]
    public async Task GetInForce_says_what_counted_at_a_time()
    {
        await _host.Store.Configured.NoteAsync(ConfiguredKind.Policy, "standard", [1, 2], Token);
        await _host.Store.Configured.NoteAsync(ConfiguredKind.Gate, "4", [], Token);
        await _host.Store.Configured.NoteAsync(ConfiguredKind.Models, "", [], Token);
        await _host.RegisterAsync("v1");
        var promoted = await _host.PromoteAsync("v1");
        var now = await _host.Calls.GetInForceAsync(new(), _host.Auditor);
        Assert.Equal(("v1", "approver", "standard", "4", null), (now.Models.Version, now.Models.Actor, now.Policy.Name, now.Gate.Name, now.ConfiguredModels));
        Assert.Equal([1, 2], now.Policy.Sha256.ToByteArray());
        Assert.Equal(now, await _host.Calls.GetInForceAsync(new() { At = promoted.Action.At }, _host.Auditor));
        var earlier = promoted.Action.At.ToDateTimeOffset().AddTicks(-10);
        Assert.Null((await _host.Calls.GetInForceAsync(new() { At = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(earlier) }, _host.Auditor)).Models);
        Assert.Equal(new Proto.GetInForceResponse(), await _host.Calls.GetInForceAsync(new() { At = new() { Seconds = 1 } }, _host.Auditor));
    }

    [Fact]
    public async Task DownloadModel_gives_back_the_very_package_and_names_a_file_that_is_damaged()
    {
        var files = SampleModels.Package("v1", manifest => manifest);
        await _host.RegisterAsync(files, _host.Scientist);
        Assert.Equal(files.OrderBy(file => file.Key), (await DownloadAsync()).OrderBy(file => file.Key));
        _host.Store.Execute("UPDATE model_file_part SET payload = x'00' WHERE sha256 = (SELECT sha256 FROM model_version_file WHERE name = 'history.gz')");
        var damaged = await Assert.ThrowsAsync<RpcException>(DownloadAsync);
        Assert.Equal((StatusCode.DataLoss, "history.gz of version v1 is not what was registered."), (damaged.StatusCode, damaged.Status.Detail));

        async Task<Dictionary<string, byte[]>> DownloadAsync()
        {
            var got = new Dictionary<string, List<byte>>();
            using var call = _host.Calls.DownloadModel(new() { Version = "v1" }, _host.Auditor);
            var name = "";
            await foreach (var part in call.ResponseStream.ReadAllAsync(Token))
            {
                if (part.PartCase == Proto.DownloadModelResponse.PartOneofCase.File)
                {
                    got.Add(name = part.File.Name, []);
                }
                else
                {
                    got[name].AddRange(part.Chunk);
                }
            }

            return got.ToDictionary(file => file.Key, file => file.Value.ToArray());
        }
    }

    [Fact]
    public async Task Rest_lists_promotes_and_tells_what_is_in_force()
    {
        await _host.RegisterAsync("v1");
        using var http = _host.Host.Server.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _host.Host.Issuer().Good(roles: ["model-approver"], subject: "approver"));
        var promoted = await (await http.PostAsJsonAsync("/v1/registry/models/v1:promote", new { idempotencyKey = "k", reason = "r" }, Token)).Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("v1", promoted.GetProperty("inForce").GetString());
        var inForce = await http.GetFromJsonAsync<JsonElement>("/v1/registry/inForce", Token);
        Assert.Equal("approver", inForce.GetProperty("models").GetProperty("actor").GetString());
        var models = await http.GetFromJsonAsync<JsonElement>("/v1/registry/models?pageSize=5", Token);
        Assert.Equal("MODEL_STANDING_IN_FORCE", models.GetProperty("models")[0].GetProperty("standing").GetString());
        var api = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token);
        Assert.True(api.GetProperty("paths").TryGetProperty("/v1/registry/models/{version}:promote", out _));
    }

    /// <summary>As the worker that compares does.</summary>
    private async Task CompareAsync(int invoices)
    {
        var run = (await _host.Store.ShadowRuns.TakeAsync(TimeSpan.FromMinutes(1), Token))!;
        Assert.True(await _host.Store.ShadowRuns.AdvanceAsync(run, new(run.Position + invoices, new(invoices, invoices - 10, invoices - 20, 0)), TimeSpan.FromMinutes(1), Token));
    }
}
