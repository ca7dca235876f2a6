using Triage.Models.Registry;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class PostgresRegistryTests : RegistryContract, IDisposable
{
    private readonly PostgresTestStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected override ITestStore Store => _store;

    [Fact]
    public async Task Append_two_silos_at_once_of_each_number_one_wins()
    {
        using var other = new PostgresTestStore(_store);
        await RegisterAsync("v1", ("a", [1]));
        await RegisterAsync("v2", ("a", [2]));
        for (var round = 0; round < 10; round++)
        {
            var state = await _store.Registry.StateAsync("local", Token);
            var outcomes = await Task.WhenAll(new ITestStore[] { _store, other }.SelectMany(store => Enumerable.Range(0, 10).Select(n =>
                store.Registry.AppendAsync("local", Action(state, RegistryActionKind.Promoted, n % 2 == 0 ? "v1" : "v2") with { Key = Guid.NewGuid().ToString() }, Token).AsTask())));
            Assert.Single(outcomes, RegistryOutcome.Written);
        }

        Assert.Equal(12, (await other.Registry.CurrentAsync("local", Token)).Number);
    }

    [Fact]
    public async Task Tenants_have_versions_actions_and_files_of_their_own()
    {
        var version = await RegisterAsync("v1", ("a", [1]));
        Assert.Null(await _store.Registry.FindAsync("other", "v1", Token));
        Assert.Empty(await _store.Registry.ListAsync("other", Token));
        Assert.Null(await _store.Registry.ReadPartAsync("other", version.Files[0].Sha256, 0, Token));
        Assert.Equal(0, (await _store.Registry.CurrentAsync("other", Token)).Number);
        Assert.Equal(RegistryOutcome.Overtaken, await _store.Registry.AppendAsync("other", RegistryState.Fold([]).Next(RegistryActionKind.Promoted, "v1", "approver", ""), Token));
    }

    /// <summary>Every process asks every second.</summary>
    [Fact]
    public async Task Current_reads_one_row_by_its_key()
    {
        await RegisterAsync("v1", ("a", [1]));
        var plan = _store.Scalar<string>("SET enable_seqscan = off; EXPLAIN (FORMAT JSON) SELECT number, in_force_after, shadow_after FROM registry_action WHERE tenant = 'local' ORDER BY number DESC LIMIT 1");
        Assert.Contains("registry_action_pkey", plan, StringComparison.Ordinal);
        Assert.Contains("Backward", plan, StringComparison.Ordinal);
    }

    public void Dispose() => _store.Dispose();

    protected override Task<long> CountAsync(string table) => Task.FromResult(_store.Scalar<long>($"SELECT count(*) FROM {table}"));

    protected override string Blob(string hex) => $"'\\x{hex}'::bytea";
}
