using System.IO.Compression;
using System.Text;
using Triage.TestKit;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Ledgers;

/// <summary>Writes a ledger into a folder of its own and reads it.</summary>
internal static class LedgerUnderTest
{
    public const string Header = "date,entity_code,expense_code,area_code,expense_area,supplier,transaction_no,amount\n";

    public const string Mapping = """
        source_system: test
        key: [{ column: transaction_no }, { column: supplier, hash: true }]
        invoice: { supplier_name: supplier, issue_date: date, facility: entity_code }
        line: { amount: amount, account_code: expense_code }
        currency: GBP

        """;

    public static string Row(string number, string amount = "1.00", string supplier = "A", string date = "2020-04-01") => $"{date},E,7001,CC,Area,{supplier},{number},{amount}\n";

    public static Task<List<LedgerEntry>> ReadAsync(string text, string moreMapping = "", string name = "ledger.csv") => ReadAsync(Encoding.UTF8.GetBytes(text), moreMapping, name);

    public static async Task<List<LedgerEntry>> ReadAsync(byte[] bytes, string moreMapping = "", string name = "ledger.csv")
    {
        using var directory = new TemporaryDirectory();
        var (ledger, mapping) = (Path.Combine(directory.Path, name), Path.Combine(directory.Path, "test.mapping.yaml"));
        await File.WriteAllBytesAsync(ledger, bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(mapping, Mapping + moreMapping, TestContext.Current.CancellationToken);
        var entries = new List<LedgerEntry>();
        await foreach (var entry in Ledger.ReadAsync(ledger, mapping, TestContext.Current.CancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The message of a file that can't be read, without the test's folder.</summary>
    public static async Task<string> FailureAsync(byte[] bytes, string moreMapping = "", string name = "ledger.csv")
    {
        var message = (await Assert.ThrowsAsync<LedgerException>(() => ReadAsync(bytes, moreMapping, name))).Message;
        var at = message.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? message : message[at..];
    }

    public static Task<string> FailureAsync(string text, string moreMapping = "", string name = "ledger.csv") => FailureAsync(Encoding.UTF8.GetBytes(text), moreMapping, name);

    /// <summary>The one bad row as "line: reason"; every other entry is an invoice.</summary>
    public static string OnlyBad(List<LedgerEntry> entries, int invoices)
    {
        Assert.Equal(invoices, entries.Count(entry => entry.Invoice is not null));
        var bad = Assert.Single(entries, entry => entry.Bad is not null).Bad!; // the predicate says so
        return $"{bad.Line}: {bad.Reason}";
    }

    public static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
