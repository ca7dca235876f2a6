using System.Globalization;
using System.Text;
using Triage.Training.Ledgers;
using Triage.Training.Ledgers.Csv;
using static Triage.Training.Tests.Ledgers.LedgerUnderTest;

namespace Triage.Training.Tests.Ledgers;

public sealed class CsvDamageTests
{
    private const string Open = "a quote that opens in this row is not closed";

    [Theory]
    [InlineData("", "ledger.csv is empty: a first row that names the columns is expected.")]
    [InlineData("\n\n", "ledger.csv is empty: a first row that names the columns is expected.")]
    [InlineData("2020-04-01,E,7001,CC,Area,A,1,1.00\n", "ledger.csv: the first row must name the columns, but it names none of the mapping's: transaction_no, supplier, date, entity_code, amount, expense_code.")]
    [InlineData("date;supplier;amount\n", "ledger.csv: the first row must name the columns, but it names none of the mapping's: transaction_no, supplier, date, entity_code, amount, expense_code. It has one cell only: is the mapping's delimiter right?")]
    [InlineData("date,amount\n", "ledger.csv does not fit the mapping: missing columns: transaction_no, supplier, entity_code, expense_code. Its header has: date, amount")]
    [InlineData("date,entity_code,expense_code,supplier,transaction_no,amount,amount\n", "ledger.csv does not fit the mapping: repeated columns: amount. Its header has: date, entity_code, expense_code, supplier, transaction_no, amount, amount")]
    [InlineData("date,\"amount\n", "ledger.csv: the first row must name the columns, but line 1 can't be read: a quote that opens in this row is not closed.")]
    public async Task Read_bad_header_says_what_is_wrong(string text, string message) => Assert.Equal(message, await FailureAsync(text));

    [Fact]
    public async Task Read_repeated_column_that_nobody_asks_for_is_no_matter() =>
        Assert.Single(await ReadAsync("note,note,date,entity_code,expense_code,supplier,transaction_no,amount\n,,2020-04-01,E,1,A,1,1.00\n"));

    [Fact]
    public async Task Read_quote_that_is_never_closed_swallows_no_row_of_100000()
    {
        var text = new StringBuilder(Header);
        for (var i = 1; i <= 100_000; i++)
        {
            text.Append(Row(i.ToString(CultureInfo.InvariantCulture), supplier: i == 500 ? "\"A" : "A"));
        }

        Assert.Equal($"501: {Open}", OnlyBad(await ReadAsync(text.ToString()), invoices: 99_999));
    }

    [Theory]
    [InlineData("\"B\"")]
    [InlineData("\"B, C\"")]
    [InlineData("\"B \"\"C\"\"\"")]
    [InlineData("\"\"")]
    public async Task Read_quote_that_a_later_row_seems_to_close_swallows_neither_row(string later)
    {
        var entries = await ReadAsync(Header + Row("1", supplier: "\"A") + Row("2", supplier: later) + Row("3"), "rows_without_key: own_invoice\n");
        Assert.Equal(3, entries.Count);
        Assert.Equal(new BadRow(2, Open), entries[0].Bad);
        Assert.Equal(3, entries[1].Invoice?.FirstLine ?? entries[1].Bad?.Line);
        Assert.Equal(4, entries[2].Invoice!.FirstLine);
    }

    [Theory]
    [InlineData("A \"B\"", "a quote stands inside a cell that is not quoted")]
    [InlineData("\"A\" B", "characters follow a closing quote")]
    [InlineData("A,B", "the row has 9 cells, the header 8")]
    [InlineData("A\0B", "a NUL character")]
    public async Task Read_row_that_cannot_be_cut_into_cells_is_bad(string supplier, string reason) =>
        Assert.Equal($"3: {reason}", OnlyBad(await ReadAsync(Header + Row("1") + Row("2", supplier: supplier) + Row("3")), invoices: 2));

    [Fact]
    public async Task Read_row_with_fewer_cells_is_bad_and_with_empty_cells_more_is_not()
    {
        Assert.Equal("3: the row has 3 cells, the header 8", OnlyBad(await ReadAsync(Header + Row("1") + "2020-04-01,E,7001\n" + Row("3")), invoices: 2));
        Assert.Single(await ReadAsync(Header + "2020-04-01,E,7001,CC,Area,A,1,1.00,, ,\n"));
    }

    [Fact]
    public async Task Read_quoted_cell_may_hold_delimiters_quotes_and_line_breaks()
    {
        var entries = await ReadAsync(Header + Row("1", supplier: "\"A, \"\"B\"\"\nand C\"") + Row("2", "x"));
        Assert.Equal("A, \"B\"\nand C", entries[0].Invoice!.Invoice.Supplier.Name);
        Assert.Equal(4, entries[1].Bad!.Line);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Read_every_line_ending_gives_the_same_lines(string ending)
    {
        var text = (Header + Row("1") + "\n" + Row("2", "x") + Row("3")).Replace("\n", ending, StringComparison.Ordinal);
        Assert.Equal("4: amount: not an amount such as -1234.56", OnlyBad(await ReadAsync(text), invoices: 2));
        Assert.Equal("4: amount: not an amount such as -1234.56", OnlyBad(await ReadAsync(text.TrimEnd()), invoices: 2));
    }

    [Fact]
    public async Task Read_line_of_two_million_characters_is_bad_and_the_rest_goes_on() =>
        Assert.Equal("3: the line is longer than 1048576 characters", OnlyBad(await ReadAsync(Header + Row("1") + Row("2", supplier: new string('x', 2_000_000)) + Row("3")), invoices: 2));

    [Fact]
    public async Task Read_tail_of_nothing_but_NUL_is_one_bad_row() =>
        Assert.Equal("3: a NUL character", OnlyBad(await ReadAsync(Header + Row("1") + new string('\0', 5000)), invoices: 1));

    [Fact]
    public async Task Read_packed_file_that_ends_early_gives_no_invoice()
    {
        var whole = Packed(Header + string.Concat(Enumerable.Range(1, 20_000).Select(i => Row(i.ToString(CultureInfo.InvariantCulture)))));
        Assert.Matches(
            @"^ledger\.csv\.gz: the packed data are damaged or end early, after line \d+\. Fetch the file again; what was sent before is not sent twice\.$",
            await FailureAsync(whole[..(whole.Length / 2)], name: "ledger.csv.gz"));
    }

    [Fact]
    public async Task Read_packed_file_cut_anywhere_fails()
    {
        var whole = Packed(Header + Row("1"));
        Assert.Single(await ReadAsync(whole, name: "ledger.csv.gz"));
        for (var length = 1; length < whole.Length; length++)
        {
            Assert.Contains("damaged or end early", await FailureAsync(whole[..length], name: "ledger.csv.gz"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Read_packed_file_of_several_members_and_of_any_size_is_whole()
    {
        var text = new StringBuilder(Header);
        for (var rows = 1; rows <= 1_000; rows++)
        {
            text.Append(Row(rows.ToString(CultureInfo.InvariantCulture), supplier: $"S{rows * 7919 % 1009}"));
            if (rows % 25 == 0)
            {
                byte[] members = [.. Packed(text.ToString()), .. Packed(Row("last"))];
                Assert.Equal(rows + 1, (await ReadAsync(members, name: "ledger.csv.gz")).Count);
            }
        }
    }

    [Fact]
    public async Task Read_file_that_is_named_gz_and_is_not_fails() =>
        Assert.Equal("ledger.csv.gz: the packed data are damaged or end early, after line 0. Fetch the file again; what was sent before is not sent twice.", await FailureAsync(Header + Row("1"), name: "ledger.csv.gz"));

    [Fact]
    public async Task Read_more_rows_waiting_than_memory_may_hold_asks_for_a_sorted_file()
    {
        using var directory = new TestKit.TemporaryDirectory();
        var path = Path.Combine(directory.Path, "ledger.csv");
        var numbers = Enumerable.Range(1, 100).Select(i => Row(i.ToString(CultureInfo.InvariantCulture))).ToArray();
        await File.WriteAllTextAsync(path, Header + string.Concat(numbers) + string.Concat(numbers), TestContext.Current.CancellationToken);
        var read = CsvLedger.ReadAsync(path, LedgerMapping.Parse(Mapping), progress: null, TestContext.Current.CancellationToken, waitingRowsMax: 99);
        var failure = await Assert.ThrowsAsync<LedgerException>(async () => await read.GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());
        Assert.Equal($"{path}: at line 101 more than 99 rows wait for others of their invoices. Sort the file by transaction_no, supplier.", failure.Message);
    }
}
