using System.Globalization;
using System.Text;
using Triage.Protos.V1;
using static Triage.Training.Tests.Ledgers.LedgerUnderTest;

namespace Triage.Training.Tests.Ledgers;

public sealed class CsvLedgerTests
{
    [Fact]
    public async Task Read_rows_of_one_key_are_one_invoice_wherever_they_stand()
    {
        var text = new StringBuilder(Header).Append(Row("first", "10.00"));
        for (var i = 0; i < 50_000; i++)
        {
            text.Append(Row(i.ToString(CultureInfo.InvariantCulture)));
        }

        var entries = await ReadAsync(text.Append(Row("first", "2.50")).ToString());
        Assert.Equal(50_001, entries.Count);
        var (invoice, _, firstLine, rows) = entries[^1].Invoice!; // no row is bad
        Assert.Equal((1250, 2, 2), (invoice.TotalAmountMinor, firstLine, rows));
    }

    [Fact]
    public async Task Read_equal_numbers_of_two_suppliers_are_two_invoices()
    {
        var entries = await ReadAsync(Header + Row("1", supplier: "A") + Row("1", supplier: "B"));
        Assert.Equal(2, entries.Select(entry => entry.Invoice!.Invoice.SourceInvoiceId).Distinct().Count());
    }

    [Fact]
    public async Task Read_twice_gives_equal_keys()
    {
        var text = Header + Row("1") + Row("", supplier: "B") + Row("2");
        var first = await ReadAsync(text, "rows_without_key: own_invoice\n");
        var second = await ReadAsync(text, "rows_without_key: own_invoice\n");
        Assert.Equal(3, first.Select(entry => entry.Invoice!.IdempotencyKey).Distinct().Count());
        Assert.Equal(first.Select(entry => entry.Invoice!.IdempotencyKey), second.Select(entry => entry.Invoice!.IdempotencyKey));
    }

    [Fact]
    public async Task Read_row_without_a_key_is_bad_where_the_mapping_rejects_it() =>
        Assert.Equal("3: the key is incomplete: transaction_no, supplier", OnlyBad(await ReadAsync(Header + Row("1") + Row("") + Row("2")), invoices: 2));

    [Fact]
    public async Task Read_negative_sum_is_a_credit_note_with_positive_amounts()
    {
        var invoice = Assert.Single(await ReadAsync(Header + Row("1", "-10.00") + Row("1", "2.00"), "negative_total: credit_note\n")).Invoice!.Invoice;
        Assert.Equal(InvoiceKind.CreditNote, invoice.Kind);
        Assert.Equal(800, invoice.TotalAmountMinor);
        Assert.Equal([1000, -200], invoice.Lines.Select(line => line.AmountMinor));
    }

    [Fact]
    public async Task Read_one_bad_row_in_100000_is_named_by_its_line_and_the_rest_goes_on()
    {
        var text = new StringBuilder(Header);
        for (var i = 1; i <= 100_000; i++)
        {
            text.Append(Row(i.ToString(CultureInfo.InvariantCulture), i == 71_234 ? "lots" : "1.00"));
        }

        Assert.Equal("71235: amount: not an amount such as -1234.56", OnlyBad(await ReadAsync(text.ToString()), invoices: 99_999));
    }

    [Fact]
    public async Task Read_bad_row_takes_its_whole_invoice_out()
    {
        var entries = await ReadAsync(Header + Row("1") + Row("1", "x") + Row("2") + Row("1"));
        Assert.Equal("3: amount: not an amount such as -1234.56 (the invoice's 3 rows are left out together)", OnlyBad(entries, invoices: 1));
    }

    [Fact]
    public async Task Read_invoice_of_10000_rows_is_taken_and_of_10001_is_not()
    {
        var most = Header + string.Concat(Enumerable.Repeat(Row("big"), 10_000));
        Assert.Equal(10_000, Assert.Single(await ReadAsync(most)).Invoice!.Invoice.Lines.Count);
        Assert.Equal("2: the invoice has 10001 rows; at most 10000 are taken", OnlyBad(await ReadAsync(most + Row("big") + Row("small")), invoices: 1));
    }

    [Fact]
    public async Task Read_rows_that_add_up_past_the_contract_are_bad() =>
        Assert.Equal(
            "2: the invoice's rows add up to more than the contract takes",
            OnlyBad(await ReadAsync(Header + string.Concat(Enumerable.Repeat(Row("1", "1000000000000"), 11)) + Row("2")), invoices: 1));

    [Theory]
    [InlineData("01/04/2020")]
    [InlineData("2020-4-1")]
    [InlineData("2020-02-30")]
    [InlineData("2020-04-01 00:00:00")]
    [InlineData("43922")]
    public async Task Read_date_of_another_form_is_bad(string date) =>
        Assert.Equal("3: date: not a date in the form yyyy-MM-dd", OnlyBad(await ReadAsync(Header + Row("1") + Row("2", date: date)), invoices: 1));

    [Theory]
    [InlineData("dd/MM/yyyy", "01/04/2020")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "2020-04-01 00:00:00")]
    [InlineData("d-MMM-yy", "1-Apr-20")]
    public async Task Read_date_in_the_declared_form_is_taken(string format, string date) =>
        Assert.Equal("2020-04-01", Assert.Single(await ReadAsync(Header + Row("1", date: date), $"date_format: \"{format}\"\n")).Invoice!.Invoice.IssueDate);

    [Fact]
    public async Task Read_key_that_a_spreadsheet_shortened_is_bad() =>
        Assert.Equal(
            "2: transaction_no: a number that a spreadsheet shortened (such as 1.23E+11); format the column as text",
            OnlyBad(await ReadAsync(Header + Row("1.23457E+11") + Row("2")), invoices: 1));

    [Fact]
    public async Task Read_formula_in_a_cell_is_bad_and_takes_its_invoice_out()
    {
        var entries = await ReadAsync(Header + Row("1") + Row("1", "=1+1") + Row("2"));
        Assert.Equal("3: amount: a formula, not a value; save the sheet with values (the invoice's 2 rows are left out together)", OnlyBad(entries, invoices: 1));
        Assert.Equal("2: supplier: a formula, not a value; save the sheet with values", OnlyBad(await ReadAsync(Header + Row("1", supplier: "=A1") + Row("2")), invoices: 1));
    }

    [Fact]
    public async Task Read_row_without_a_supplier_is_bad() =>
        Assert.Equal("2: the row names no supplier", OnlyBad(await ReadAsync(Header + Row("1", supplier: "") + Row("2"), "rows_without_key: own_invoice\n"), invoices: 1));
}
