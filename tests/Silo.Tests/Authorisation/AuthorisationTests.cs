using Google.Protobuf.Reflection;
using Grpc.Core;
using Triage.Silo.Access;
using Triage.Silo.Tests.Live;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>Every rpc, by every role, about what is the caller's and what is not: really called, and compared with docs/authorisation.md.</summary>
public sealed class AuthorisationTests(LiveSilo silo)
{
    private const string Switch = "TRIAGE_ACCEPT_AUTHORISATION";
    private const string NoRole = "(none)";

    private static readonly string[] EveryRole = [.. typeof(Roles).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)]; // constants have a value
    private static readonly string[] AllRoles = [.. EveryRole, NoRole];

    // Of all tests of the class: names of invoices are never used twice.
    private static int _targets;

    [Fact]
    public void Every_rpc_has_an_entry_and_every_entry_an_rpc() =>
        Assert.Equal(WalkCases.Rpcs.Select(WalkCases.NameOf), WalkCases.All.Select(entry => entry.Rpc).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Walk_every_rpc_by_every_role_answers_as_the_page_says()
    {
        var tables = AuthorisationPage.Write(
        [
            ("Own tenant, own facility", await WalkAsync(Of("local", "north"), "north")),
            ("Own tenant, every facility", await WalkAsync(Of("local", "*"), "north")),
            ("Own tenant, another facility", await WalkAsync(Of("local", "south"), "south")),
            ("Another tenant, embedded store", await WalkAsync(Of("other", "north"), "north")),
        ],
        AllRoles);
        var page = await File.ReadAllTextAsync(AuthorisationPage.File, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            page = AuthorisationPage.With(page, tables);
            await File.WriteAllTextAsync(AuthorisationPage.File, page, TestContext.Current.CancellationToken);
        }

        Assert.True(
            tables == AuthorisationPage.Tables(page),
            $"What was measured differs from docs/authorisation.md. For a change that is meant, run ./triage test with {Switch}=1 once and commit the page. Measured:\n{tables}");
    }

    [Fact]
    public async Task Walk_without_a_facility_allows_nothing_and_without_a_token_is_refused()
    {
        Assert.All(await WalkAsync(Of("local"), "north"), answer => Assert.NotEqual("allowed", answer.Value));
        Assert.All(await WalkAsync(_ => [], "north"), answer => Assert.Equal("unauthenticated", answer.Value));
    }

    /// <summary>The difference between absent and not yours must not show, in the text or in the details.</summary>
    [Fact]
    public async Task Walk_not_found_is_the_same_for_what_is_absent_and_for_what_belongs_to_others()
    {
        var walk = new Walk(silo.Calls);
        foreach (var entry in WalkCases.All)
        {
            var rpc = WalkCases.Rpcs.Single(rpc => WalkCases.NameOf(rpc) == entry.Rpc);
            var absent = new WalkTarget($"absent-{Interlocked.Increment(ref _targets)}", "south", "south");
            var asIfAbsent = await walk.AskAsync(rpc, entry, absent, silo.Caller(roles: EveryRole, facilities: ["south"]), TestContext.Current.CancellationToken);
            foreach (var caller in new[] { silo.Caller(roles: EveryRole, facilities: ["south"]), silo.Caller("other", EveryRole, ["south"]) })
            {
                var others = await walk.AskAsync(rpc, entry, await TargetAsync("south"), caller, TestContext.Current.CancellationToken);
                Assert.True(others.Text != "not found" || others == asIfAbsent, $"{entry.Rpc}: {others} for what belongs to others, {asIfAbsent} for what is absent.");
            }
        }
    }

    private Func<string[], Metadata> Of(string tenant, params string[] facilities) => roles => silo.Caller(tenant, roles, facilities);

    /// <summary>About invoices of facility north.</summary>
    private async Task<IReadOnlyDictionary<(string Rpc, string Role), string>> WalkAsync(Func<string[], Metadata> caller, string callersFacility)
    {
        var walk = new Walk(silo.Calls);
        var asked =
            from entry in WalkCases.All
            from role in AllRoles
            select AskAsync(entry, WalkCases.Rpcs.Single(rpc => WalkCases.NameOf(rpc) == entry.Rpc), role);
        return (await Task.WhenAll(asked)).ToDictionary(answer => answer.Key, answer => answer.Answer);

        async Task<((string Rpc, string Role) Key, string Answer)> AskAsync(WalkCase entry, MethodDescriptor rpc, string role)
        {
            var answer = await walk.AskAsync(rpc, entry, await TargetAsync(callersFacility), caller(role == NoRole ? [] : [role]), TestContext.Current.CancellationToken);
            return ((entry.Rpc, role), answer.Text);
        }
    }

    private async Task<WalkTarget> TargetAsync(string callersFacility)
    {
        var target = new WalkTarget($"walk-{Interlocked.Increment(ref _targets)}", "north", callersFacility);
        var request = Samples.Submit(target.SourceId);
        request.Wait = Proto.Wait.Verdict;
        await silo.Intake.SubmitAsync(request, silo.Caller());
        return target;
    }
}
