using Microsoft.Data.Sqlite;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Storage.Sqlite;

namespace Triage.Grains.Tests.Hosting;

/// <summary>The rows that stand in the store for one invoice, read past every port.</summary>
/// <param name="InvoiceRows">The projections of it.</param>
/// <param name="Waits">The kinds of its waiting rows.</param>
/// <param name="OpenReviewItems">The questions to people that nobody withdrew.</param>
/// <param name="RepliesWaitedFor">Requests about it whose reply is not written.</param>
/// <param name="ReviewItems">All questions to people, with those that were withdrawn.</param>
internal sealed record StoredRows(long InvoiceRows, IReadOnlyList<WaitingKind> Waits, long OpenReviewItems, long RepliesWaitedFor, long ReviewItems)
{
    private const string One = "tenant = $tenant AND invoice = $invoice";

    public static StoredRows Of(string storeDirectory, InvoiceKey key)
    {
        using var connection = SqliteConnections.OpenReader(new SqliteStoreOptions { Directory = storeDirectory }.FilePath, TimeProvider.System);
        return new(
            Numbers(connection, $"SELECT count(*) FROM invoice WHERE {One}", key)[0],
            [.. Numbers(connection, $"SELECT kind FROM waiting WHERE {One}", key).Select(kind => (WaitingKind)kind)],
            Numbers(connection, $"SELECT count(*) FROM review_item WHERE {One} AND left_at_us IS NULL", key)[0],
            Numbers(connection, $"SELECT count(*) FROM idempotency WHERE {One} AND reply_seq IS NULL", key)[0],
            Numbers(connection, $"SELECT count(*) FROM review_item WHERE {One}", key)[0]);
    }

    /// <summary>Cuts the invoice's last event short.</summary>
    public static void Damage(string storeDirectory, InvoiceKey key)
    {
        using var connection = SqliteConnections.OpenWriter(new SqliteStoreOptions { Directory = storeDirectory }.FilePath, TimeProvider.System);
        using var command = new SqliteCommand($"UPDATE event SET payload = substr(payload, 1, 20) WHERE {One} AND seq = (SELECT max(seq) FROM event WHERE {One})", connection);
        command.Parameters.AddWithValue("$tenant", key.Tenant);
        command.Parameters.AddWithValue("$invoice", key.Path);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static List<long> Numbers(SqliteConnection connection, string sql, InvoiceKey key)
    {
        using var command = new SqliteCommand(sql, connection);
        command.Parameters.AddWithValue("$tenant", key.Tenant);
        command.Parameters.AddWithValue("$invoice", key.Path);
        using var row = command.ExecuteReader();
        var numbers = new List<long>();
        while (row.Read())
        {
            numbers.Add(row.GetInt64(0));
        }

        return numbers;
    }
}
