using Triage.TestKit;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests;

public sealed class CsvLedgerTests
{
    private const string Header = "date,entity_code,expense_code,area_code,expense_area,supplier,transaction_no,amount\n";

    [Fact]
    public async Task Read_rows_of_one_key_are_one_invoice_wherever_they_stand()
    {
        var entries = await ReadAsync(Header + Row("A", "1", "10.00") + Row("A", "2", "5.00") + Row("A", "1", "2.50"));
        Assert.Equal([500, 1250], entries.Select(e => e.Invoice!.Invoice.TotalAmountMinor).Order());
    }

    [Fact]
    public async Task Read_negative_sum_is_a_credit_note_with_positive_amounts()
    {
        var invoice = Assert.Single(await ReadAsync(Header + Row("A", "1", "-10.00"))).Invoice!.Invoice;
        Assert.Equal(Protos.V1.InvoiceKind.CreditNote, invoice.Kind);
        Assert.Equal(1000, invoice.TotalAmountMinor);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("1.234,56")]
    [InlineData("1.005")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("NaN")]
    public async Task Read_bad_amount_is_reported_by_line_and_the_rest_goes_on(string amount)
    {
        var entries = await ReadAsync(Header + Row("A", "1", "1.00") + Row("A", "2", $"\"{amount}\"") + Row("A", "3", "1.00"));
        Assert.Equal(3, Assert.Single(entries, e => e.Bad is not null).Bad!.Line);
        Assert.Equal(2, entries.Count(e => e.Invoice is not null));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("date,amount\n", "missing columns")]
    [InlineData("date,entity_code,expense_code,area_code,expense_area,supplier,transaction_no,amount,amount\n", "repeated columns: amount")]
    public async Task Read_bad_header_says_what_is_wrong(string text, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<LedgerException>(() => ReadAsync(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_mapping_names_every_error_with_its_line()
    {
        var failure = Assert.Throws<LedgerException>(() => LedgerMapping.Parse("source_system: x\nkey: [{column: a, size: 3}]\ninvoice: {colour: b, supplier_name: s}\nline: {amount: c}\ncurrency: XXY\n"));
        Assert.Contains("line 2: size", failure.Message, StringComparison.Ordinal);
        Assert.Contains("line 3: colour", failure.Message, StringComparison.Ordinal);
        Assert.Contains("XXY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_public_hospital_ledger_gives_all_its_invoices()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "data", "spend")))
        {
            folder = folder.Parent;
        }

        Assert.SkipWhen(folder is null, "shared/data/spend is not beside the repository.");
        var (invoices, lines, largest) = (0, 0, 0);
        await foreach (var entry in Ledger.ReadAsync(Path.Combine(folder!.FullName, "shared/data/spend/gstt_2020-04_2020-12.csv.gz"), "nhs-spend", TestContext.Current.CancellationToken))
        {
            Assert.Null(entry.Bad);
            (invoices, lines, largest) = (invoices + 1, lines + entry.Invoice!.Rows, Math.Max(largest, entry.Invoice.Rows));
        }

        Assert.Equal((76_798, 122_704, 1_219), (invoices, lines, largest));
    }

    private static string Row(string supplier, string number, string amount) => $"2020-04-01,E,7001,CC,Area,{supplier},{number},{amount}\n";

    private static async Task<List<LedgerEntry>> ReadAsync(string text)
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "ledger.csv");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var entries = new List<LedgerEntry>();
        await foreach (var entry in Ledger.ReadAsync(path, "nhs-spend", TestContext.Current.CancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
