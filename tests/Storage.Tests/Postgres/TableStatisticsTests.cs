using Npgsql;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class TableStatisticsTests
{
    [Fact]
    public async Task A_fresh_store_under_load_is_analysed_before_the_servers_own_round()
    {
        using var store = new PostgresTestStore();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(n => store.Log.AppendAsync(InvoiceLogContract.Received($"s{n}", $"s{n}"), TestContext.Current.CancellationToken)));
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var known = new NpgsqlCommand("SELECT reltuples >= 150 FROM pg_class WHERE oid = 'invoice'::regclass", connection);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await known.ExecuteScalarAsync(limit.Token) is not true)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
