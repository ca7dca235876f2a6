using Triage.Models.History;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

public sealed class SqliteCheckpointTests
{
    [Fact]
    public async Task Log_of_a_store_under_steady_load_stays_small_and_what_was_written_is_there()
    {
        using var store = new SqliteTestStore();
        var text = new string('t', 3000);
        for (var i = 0; i < 60; i++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => store.Log.AppendAsync(Long($"i{i}-{n}"), TestContext.Current.CancellationToken)));
            Assert.All(results, result => Assert.Equal(AppendOutcome.Committed, result.Outcome));
        }

        // 6,000 invoices of 3 KB and what belongs to them: some 45 MB were written.
        Assert.InRange(new FileInfo(Path.Combine(store.Directory, "triage.db-wal")).Length, 1, 20_000_000);
        Assert.InRange(new FileInfo(Path.Combine(store.Directory, "triage.db")).Length, 15_000_000, long.MaxValue);
        Assert.Single(await store.Log.ReadAsync(InvoiceLogContract.Key("i0-0"), TestContext.Current.CancellationToken));

        InvoiceAppend Long(string id)
        {
            var bill = InvoiceLogContract.Unlike(id);
            return InvoiceLogContract.Received(id, id, bill: bill with { Lines = [bill.Lines[0] with { Text = text }] });
        }
    }
}
