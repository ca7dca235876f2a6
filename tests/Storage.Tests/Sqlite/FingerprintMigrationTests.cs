using Triage.Models.History;
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
    public async Task Twins_stored_before_lie_with_their_first_and_are_found_with_later_ones()
    {
        var token = TestContext.Current.CancellationToken;
        await StoreBeforeAsync(token);
        using var again = new SqliteTestStore(directory: _directory.Path);
        var (self, keys) = (InvoiceLogContract.Key("d"), BlockingKeys.ToLookUp(Samples.Invoice("d")));
        var two = await again.Twins.FindAsync(self, keys, 50, isChecked: true, token);
        Assert.Equal(2, two.Items.Length);
        Assert.Equal([(2, 2)], Generations());

        // The append's own count looks where the look-up did.
        var judged = InvoiceLogContract.Received("c", "c") with { JudgedBy = new JudgedBy(two.Counts!.Value, 0) }; // few lie under a key here
        Assert.Equal(AppendOutcome.Committed, (await again.Log.AppendAsync(judged, token)).Outcome);
        var late = InvoiceLogContract.Received("x", "x") with { JudgedBy = judged.JudgedBy };
        Assert.Equal(AppendOutcome.Overtaken, (await again.Log.AppendAsync(late, token)).Outcome);
        var found = await again.Twins.FindAsync(self, keys, 50, isChecked: true, token);
        Assert.Equal(["invoices/erp/a", "invoices/erp/b", "invoices/erp/c"], found.Items.Select(twin => twin.InvoiceId).Order(StringComparer.Ordinal));
        Assert.Contains(found.Counts!.Value, count => count.Count == 3); // few lie under a key here

        // The latest first, whatever generation they lie in.
        var capped = await again.Twins.FindAsync(self, keys, 1, isChecked: true, token);
        Assert.Equal("invoices/erp/c", Assert.Single(capped.Items).InvoiceId);
        Assert.True(capped.KeysOverflowed > 0);
    }

    /// <summary>As when a reference was learnt of before the older generations were read: nothing takes another's place.</summary>
    [Fact]
    public async Task Invoice_that_lies_in_two_generations_is_one_twin()
    {
        var token = TestContext.Current.CancellationToken;
        await StoreBeforeAsync(token);
        using (var connection = SqliteConnections.OpenWriter(new SqliteStoreOptions { Directory = _directory.Path }.FilePath, TimeProvider.System))
        {
            SqliteSchema.Migrate(connection, "local");
            SqliteConnections.Run(connection, "INSERT INTO fingerprint (generation, hash, day, invoice_id) SELECT n, hash, day, invoice_id FROM fingerprint, (SELECT 0 AS n UNION SELECT 1)");
        }

        using var again = new SqliteTestStore(directory: _directory.Path);
        var found = await again.Twins.FindAsync(InvoiceLogContract.Key("d"), BlockingKeys.ToLookUp(Samples.Invoice("d")), 2, isChecked: true, token);
        Assert.Equal(["invoices/erp/b", "invoices/erp/a"], found.Items.Select(twin => twin.InvoiceId));
        Assert.Equal(0, found.KeysOverflowed);
    }

    private async Task StoreBeforeAsync(CancellationToken cancellationToken)
    {
        using (var first = new SqliteTestStore(directory: _directory.Path))
        {
            await first.Log.AppendAsync(InvoiceLogContract.Received("a", "a"), cancellationToken);
            await first.Log.AppendAsync(InvoiceLogContract.Received("b", "b"), cancellationToken);
        }

        GoBack();
    }

    private List<(int Lowest, int Highest)> Generations()
    {
        using var connection = SqliteConnections.OpenReader(new SqliteStoreOptions { Directory = _directory.Path }.FilePath, TimeProvider.System);
        using var list = SqliteStatement.Of(connection, "SELECT DISTINCT min(generation), max(generation) FROM fingerprint GROUP BY hash HAVING count(*) = 2");
        using var row = list.Read();
        var found = new List<(int, int)>();
        while (row.Read())
        {
            found.Add((row.GetInt32(0), row.GetInt32(1)));
        }

        return found;
    }

    // As the sixth migration left it, with one invoice at the end of a generation and one at the beginning of the next.
    private void GoBack()
    {
        var last = (3L * FingerprintGeneration.Invoices) - 1;
        using var connection = SqliteConnections.OpenWriter(new SqliteStoreOptions { Directory = _directory.Path }.FilePath, TimeProvider.System);
        SqliteConnections.Run(connection, "ALTER TABLE fingerprint RENAME TO later");
        SqliteConnections.Run(connection, Created("fingerprint"));
        SqliteConnections.Run(connection, $"INSERT INTO fingerprint (hash, day, invoice_id) SELECT hash, day, invoice_id + {last - 1} FROM later");
        SqliteConnections.Run(connection, "DROP TABLE later");
        SqliteConnections.Run(connection, $"UPDATE invoice SET id = id + {last - 1} WHERE invoice LIKE '%/b'");
        SqliteConnections.Run(connection, $"UPDATE invoice SET id = id + {last - 1} WHERE invoice LIKE '%/a'");
        SqliteConnections.Run(connection, $"PRAGMA user_version = {Before}");
    }

    private static string Created(string table)
    {
        var first = SqlText.Migrations("Sqlite")[0].Sql;
        var from = first.IndexOf($"CREATE TABLE {table} (", StringComparison.Ordinal);
        return first[from..(first.IndexOf(';', from) + 1)];
    }
}
