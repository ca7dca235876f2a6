using Triage.Models.Feed;
using Triage.TestKit;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class PostgresFeedIndexTests : FeedIndexContract, IDisposable
{
    private readonly PostgresTestStore _store = new();

    protected override ITestStore Store => _store;

    [Fact]
    public async Task Head_of_a_tenant_without_events_is_the_beginning() =>
        Assert.Equal(new FeedHead(1, 0), await _store.Feed.HeadAsync("other", TestContext.Current.CancellationToken));

    public void Dispose() => _store.Dispose();
}
