using Triage.Models.Matching;
using Triage.Storage.Sqlite;
using Triage.TestKit;

namespace Triage.Storage.Tests.Sqlite;

/// <summary>A store whose fingerprints had no generations yet.</summary>
public sealed class FingerprintMigrationTests : IDisposable
{
    private const int Before = 6;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Twins_stored_before_are_found_after_it_and_counted_with_later_ones()
    {
        var token = TestContext.Current.CancellationToken;
        using (var first = new SqliteTestStore(directory: _directory.Path))
        {
            await first.Log.AppendAsync(InvoiceLogContract.Received("a", "a"), token);
        }

        GoBack(idAfter: 3L * FingerprintGeneration.Invoices);
        using var again = new SqliteTestStore(directory: _directory.Path);
        await again.Log.AppendAsync(InvoiceLogContract.Received("b", "b"), token);
        var (self, keys) = (InvoiceLogContract.Key("c"), BlockingKeys.ToLookUp(Samples.Invoice("c")));
        var found = await again.Twins.FindAsync(self, keys, 50, isChecked: true, token);
        Assert.Equal(["invoices/erp/a", "invoices/erp/b"], found.Items.Select(twin => twin.InvoiceId).Order(StringComparer.Ordinal));
        Assert.Contains(found.Counts!.Value, count => count.Count == 2); // few lie under a key here

        // As of the latest first, whatever generation it is of.
        var capped = await again.Twins.FindAsync(self, keys, 1, isChecked: true, token);
        Assert.Equal("invoices/erp/b", Assert.Single(capped.Items).InvoiceId);
        Assert.True(capped.KeysOverflowed > 0);
    }

    // As the sixth migration left it, with the one invoice in a later generation and the next in one after that.
    private void GoBack(long idAfter)
    {
        using var connection = SqliteConnections.OpenWriter(new SqliteStoreOptions { Directory = _directory.Path }.FilePath, TimeProvider.System);
        SqliteConnections.Run(connection, "ALTER TABLE fingerprint RENAME TO later");
        SqliteConnections.Run(connection, Created("fingerprint"));
        SqliteConnections.Run(connection, "INSERT INTO fingerprint (hash, day, invoice_id) SELECT hash, day, invoice_id FROM later");
        SqliteConnections.Run(connection, "DROP TABLE later");
        SqliteConnections.Run(connection, $"UPDATE invoice SET id = {idAfter - 1}");
        SqliteConnections.Run(connection, $"UPDATE fingerprint SET invoice_id = {idAfter - 1}");
        SqliteConnections.Run(connection, $"PRAGMA user_version = {Before}");
    }

    private static string Created(string table)
    {
        var first = SqlText.Migrations("Sqlite")[0].Sql;
        var from = first.IndexOf($"CREATE TABLE {table} (", StringComparison.Ordinal);
        return first[from..(first.IndexOf(';', from) + 1)];
    }
}
