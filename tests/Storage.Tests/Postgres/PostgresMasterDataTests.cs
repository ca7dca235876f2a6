using Triage.Models.MasterData;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class PostgresMasterDataTests : MasterDataContract, IDisposable
{
    private readonly PostgresTestStore _store = new();

    protected override ITestStore Store => _store;

    [Fact]
    public async Task Activate_two_silos_at_once_of_each_number_one_wins()
    {
        using var other = new PostgresTestStore(_store);
        for (var version = 1; version <= 20; version++)
        {
            var outcomes = await Task.WhenAll(new ITestStore[] { _store, other }.SelectMany(store => Enumerable.Range(0, 4).Select(n =>
                store.MasterData.ActivateAsync("local", Version(MasterDataKind.Suppliers, version, [(byte)n]), [(byte)n], TestContext.Current.CancellationToken).AsTask())));
            Assert.Single(outcomes, ActivationOutcome.Activated);
        }

        Assert.Equal(20, (await other.MasterData.InForceAsync("local", TestContext.Current.CancellationToken))[0].Version);
    }

    [Fact]
    public async Task Take_many_at_once_one_gets_it()
    {
        using var other = new PostgresTestStore(_store);
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        _store.Advance(TimeSpan.FromMinutes(1));
        var taken = await Task.WhenAll(new ITestStore[] { _store, other }.SelectMany(store => Enumerable.Range(0, 8).Select(_ =>
            store.RetriageWorks.TakeAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken).AsTask())));
        Assert.Single(taken, work => work is not null);
    }

    [Fact]
    public async Task Tenants_have_versions_and_secrets_of_their_own()
    {
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        Assert.Empty(await _store.MasterData.InForceAsync("other", TestContext.Current.CancellationToken));
        Assert.Null(await _store.MasterData.ReadAsync("other", MasterDataKind.Suppliers, 1, TestContext.Current.CancellationToken));
        Assert.NotEqual(
            Convert.ToHexString((await _store.MasterData.AccountSecretAsync("local", TestContext.Current.CancellationToken)).AsSpan()),
            Convert.ToHexString((await _store.MasterData.AccountSecretAsync("other", TestContext.Current.CancellationToken)).AsSpan()));
    }

    public void Dispose() => _store.Dispose();
}
