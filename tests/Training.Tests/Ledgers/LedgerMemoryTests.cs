using System.Globalization;
using System.IO.Compression;
using Triage.TestKit;
using Triage.Training.Ledgers;
using static Triage.Training.Tests.Ledgers.LedgerUnderTest;

namespace Triage.Training.Tests.Ledgers;

/// <summary>Memory does not grow with the file: what lives after 300,000 rows is what lived after 50,000.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class LedgerMemoryTests
{
    private const int Rows = 300_000;
    private const int Every = 50_000;
    private const long GrowthMax = 2_000_000;

    [Fact]
    public async Task Read_CSV_of_300000_rows_keeps_no_more_than_of_50000() => await AssertFlatAsync(
        "ledger.csv.gz",
        Header,
        // Three rows an invoice, two of them side by side and the third a hundred rows later.
        i => Row((i % 3 < 2 ? i / 3 : Math.Max(0, (i / 3) - 33)).ToString(CultureInfo.InvariantCulture), supplier: $"Supplier {i % 977}"));

    [Fact]
    public async Task Read_JSON_of_300000_lines_keeps_no_more_than_of_50000() => await AssertFlatAsync(
        "ledger.jsonl.gz", "", i => $"{{\"sourceSystem\":\"s\",\"sourceInvoiceId\":\"{i}\",\"lines\":[{{\"lineId\":\"1\",\"text\":\"Item {i}\"}}]}}\n");

    private static async Task AssertFlatAsync(string name, string header, Func<int, string> row)
    {
        using var directory = new TemporaryDirectory();
        var (ledger, mapping) = (Path.Combine(directory.Path, name), Path.Combine(directory.Path, "test.mapping.yaml"));
        await File.WriteAllTextAsync(mapping, Mapping, TestContext.Current.CancellationToken);
        await using (var text = new StreamWriter(new GZipStream(File.Create(ledger), CompressionLevel.Fastest)))
        {
            await text.WriteAsync(header);
            for (var i = 0; i < Rows; i++)
            {
                await text.WriteAsync(row(i));
            }
        }

        var live = new List<long>();
        var (rows, mark) = (0L, (long)Every);
        await foreach (var entry in Ledger.ReadAsync(ledger, mapping, TestContext.Current.CancellationToken))
        {
            Assert.Null(entry.Bad);
            rows += entry.Invoice!.Rows; // it is no bad row
            if (rows >= mark)
            {
                live.Add(GC.GetTotalMemory(forceFullCollection: true));
                mark += Every;
            }
        }

        Assert.Equal(Rows, rows);
        Assert.InRange(live.Max() - live[0], long.MinValue, GrowthMax);
    }
}
