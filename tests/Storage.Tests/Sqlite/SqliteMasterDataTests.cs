using System.Text;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteMasterDataTests : MasterDataContract, IDisposable
{
    private readonly SqliteTestStore _store = new(new TestClock(DateTimeOffset.UtcNow));

    protected override ITestStore Store => _store;

    [Fact]
    public async Task Activate_beside_a_writer_that_never_rests_comes_through()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var busy = Enumerable.Range(0, 64).Select(async lane =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                await Store.Log.AppendAsync(InvoiceLogContract.Received($"l{lane}-{n}", $"l{lane}-{n}"), CancellationToken.None);
            }
        }).ToArray();
        for (var version = 1; version <= 20; version++)
        {
            await ActivateAsync(MasterDataKind.Suppliers, version, Encoding.UTF8.GetBytes($"{version}"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(busy);
    }

    [Fact]
    public async Task Activate_of_another_tenant_is_refused() => await Assert.ThrowsAsync<StoreRefusedException>(
        async () => await Store.MasterData.AccountSecretAsync("other", TestContext.Current.CancellationToken));

    public void Dispose() => _store.Dispose();
}
