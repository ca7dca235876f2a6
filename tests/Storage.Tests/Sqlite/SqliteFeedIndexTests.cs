using Triage.Models.History;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteFeedIndexTests : FeedIndexContract, IDisposable
{
    private readonly SqliteTestStore _store = new();

    protected override ITestStore Store => _store;

    [Fact]
    public async Task Head_of_a_tenant_that_the_store_does_not_serve_is_refused() =>
        await Assert.ThrowsAsync<StoreRefusedException>(async () => await _store.Feed.HeadAsync("other", TestContext.Current.CancellationToken));

    public void Dispose() => _store.Dispose();
}
