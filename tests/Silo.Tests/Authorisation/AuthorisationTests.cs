using Triage.Silo.Access;
using Triage.Silo.Tests.Live;
using Triage.TestKit;
using Triage.TestKit.Postgres;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>Every rpc, by every role, about what is the caller's and what is not: really called, and compared with docs/authorisation.md.</summary>
public sealed class AuthorisationTests(LiveSilo silo)
{
    private const string Switch = "TRIAGE_ACCEPT_AUTHORISATION";

    [Fact]
    public void Every_rpc_has_an_entry_and_every_entry_an_rpc() =>
        Assert.Equal(WalkCases.Rpcs.Select(WalkCases.NameOf), WalkCases.All.Select(entry => entry.Rpc).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Walk_on_the_embedded_store_answers_as_the_page_says()
    {
        using var walked = new WalkedService(silo.Service);
        await AssertPageSaysAsync(
            "embedded",
            ("Own tenant, own facility", await walked.TableAsync("local", "north")),
            ("Own tenant, every facility", await walked.TableAsync(roles => walked.Caller("local", roles, ["*"]), "north")),
            ("Own tenant, another facility", await walked.TableAsync("local", "south")),
            ("Another tenant, embedded store", await walked.TableAsync("other", "north")));
    }

    [Fact]
    public async Task Walk_on_PostgreSQL_answers_as_the_page_says()
    {
        using var data = new TemporaryDirectory();
        using var service = await ServiceProcess.StartAsync(data.Path, ["--Postgres:ConnectionString", PostgresServer.Shared.CreateDatabase(), "--Scoring:TrustedKeysFile", TestKeys.TrustedKeysFile, "--Replay:ReplaysMax", "64", "--Drift:MeasurementsMax", "64"], TestContext.Current.CancellationToken);
        await LiveSilo.LoadMasterDataAsync(service);
        await WalkedModels.LoadAsync(service);
        using var walked = new WalkedService(service);
        using var embedded = new WalkedService(silo.Service);
        await AssertPageSaysAsync("postgresql", ("Another tenant, PostgreSQL", await walked.TableAsync("other", "north")));
        Assert.Equal(await WrittenAsync(embedded, "north"), await WrittenAsync(walked, "north"));
        Assert.Equal(await WrittenAsync(embedded, "south"), await WrittenAsync(walked, "south"));
        await AssertAbsentAndOthersAreAlikeAsync(walked);
        await AssertNamesAreTheTenantsOwnAsync(walked, service);
    }

    [Fact]
    public async Task Walk_without_a_facility_allows_nothing_and_without_a_token_is_refused()
    {
        using var walked = new WalkedService(silo.Service);
        Assert.All(await walked.TableAsync(roles => walked.Caller("local", roles, []), "north"), answer => Assert.NotEqual("allowed", answer.Value));
        Assert.All(await walked.TableAsync(_ => [], "north"), answer => Assert.Equal("unauthenticated", answer.Value));
    }

    [Fact]
    public async Task Walk_not_found_is_the_same_for_what_is_absent_and_for_what_belongs_to_others()
    {
        using var walked = new WalkedService(silo.Service);
        await AssertAbsentAndOthersAreAlikeAsync(walked);
    }

    private static async Task AssertPageSaysAsync(string block, params (string Title, IReadOnlyDictionary<(string Rpc, string Role), string> Answers)[] measured)
    {
        var tables = AuthorisationPage.Write(measured, WalkedService.AllRoles);
        var page = await File.ReadAllTextAsync(AuthorisationPage.File, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            page = AuthorisationPage.With(page, block, tables);
            await File.WriteAllTextAsync(AuthorisationPage.File, page, TestContext.Current.CancellationToken);
        }

        Assert.True(
            tables == AuthorisationPage.Tables(page, block),
            $"What was measured differs from docs/authorisation.md. For a change that is meant, run ./triage test with {Switch}=1 once and commit the page. Measured:\n{tables}");
    }

    private static async Task<string[]> WrittenAsync(WalkedService walked, string facility) =>
        AuthorisationPage.Write([("Own tenant", await walked.TableAsync("local", facility))], WalkedService.AllRoles).Split('\n');

    /// <summary>The difference between absent and not yours must not show, in the text or in the details.</summary>
    private static async Task AssertAbsentAndOthersAreAlikeAsync(WalkedService walked)
    {
        foreach (var entry in WalkCases.All)
        {
            var rpc = WalkCases.Rpcs.Single(rpc => WalkCases.NameOf(rpc) == entry.Rpc);
            var own = walked.Caller("local", WalkedService.EveryRole, ["south"]);
            var asIfAbsent = await walked.Walk.AskAsync(rpc, entry, WalkedService.Absent("south"), own, TestContext.Current.CancellationToken);
            foreach (var caller in new[] { own, walked.Caller("other", WalkedService.EveryRole, ["south"]) })
            {
                var others = await walked.Walk.AskAsync(rpc, entry, await walked.TargetAsync("south"), caller, TestContext.Current.CancellationToken);
                Assert.True(others.Text != "not found" || others == asIfAbsent, $"{entry.Rpc}: {others} for what belongs to others, {asIfAbsent} for what is absent.");
            }
        }
    }

    /// <summary>An id and a key that another tenant uses are free: neither refused nor answered with the other's reply.</summary>
    private static async Task AssertNamesAreTheTenantsOwnAsync(WalkedService walked, ServiceProcess service)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(service.Grpc);
        var intake = new Proto.IntakeService.IntakeServiceClient(channel);
        var request = Samples.Submit("shared");
        await intake.SubmitAsync(request, walked.Caller("local", [Roles.Host], null));
        request.Invoice.Lines[0].AmountMinor++;
        var call = intake.SubmitAsync(request, walked.Caller("other", [Roles.Host], null));
        await call;
        Assert.Null((await call.ResponseHeadersAsync).GetValue("idempotent-replay"));
    }
}
