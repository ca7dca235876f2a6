using System.Globalization;
using CsCheck;
using Triage.Training.Ledgers.Csv;
using static Triage.Training.Tests.Ledgers.LedgerUnderTest;

namespace Triage.Training.Tests.Ledgers;

public sealed class CsvAmountTests
{
    private static readonly AmountFormat Plain = new('.', null);

    [Theory]
    [InlineData("1.00", 100)]
    [InlineData("-12.5", -1250)]
    [InlineData("12.50-", -1250)]
    [InlineData("\u221212.50", -1250)]
    [InlineData("(12.50)", -1250)]
    [InlineData("£12.50", 1250)]
    [InlineData("-£12.50", -1250)]
    [InlineData("£-12.50", -1250)]
    [InlineData("(£12.50)", -1250)]
    [InlineData("12.50 GBP", 1250)]
    [InlineData("GBP 12.50", 1250)]
    [InlineData(".5", 50)]
    [InlineData("5.", 500)]
    [InlineData("1.0000", 100)]
    [InlineData("0", 0)]
    public async Task Read_amount_as_people_write_it(string amount, long minor) => Assert.Equal(minor, await MinorAsync(amount));

    [Theory]
    [InlineData("", "not an amount such as -1234.56")]
    [InlineData("NaN", "not an amount such as -1234.56")]
    [InlineData("#REF!", "not an amount such as -1234.56")]
    [InlineData("1e3", "not an amount such as -1234.56")]
    [InlineData("--1", "not an amount such as -1234.56")]
    [InlineData("(-1)", "not an amount such as -1234.56")]
    [InlineData("-", "not an amount such as -1234.56")]
    [InlineData("٣", "not an amount such as -1234.56")]
    [InlineData("99999999999999999999", "not an amount such as -1234.56")]
    [InlineData("1.234,56", "not an amount such as -1234.56; the mapping can say decimal_mark and grouping_mark")]
    [InlineData("1,234.56", "not an amount such as -1234.56; the mapping can say decimal_mark and grouping_mark")]
    [InlineData("1 234.56", "not an amount such as -1234.56; the mapping can say decimal_mark and grouping_mark")]
    [InlineData("1.005", "more than 2 decimals")]
    [InlineData("€5.00", "the amount is in another currency than GBP")]
    [InlineData("5.00 USD", "the amount is in another currency than GBP")]
    public async Task Read_bad_amount_is_reported_by_line_and_the_rest_goes_on(string amount, string problem) =>
        Assert.Equal($"3: amount: {problem}", OnlyBad(await ReadAsync(Header + Row("1") + Row("2", $"\"{amount}\"") + Row("3")), invoices: 2));

    [Theory]
    [InlineData(",", ".", "1.234,56", 123456)]
    [InlineData(",", ".", "-1.234.567,8", -123456780)]
    [InlineData(",", ".", "1234,56", 123456)]
    [InlineData(".", ",", "1,234.56", 123456)]
    [InlineData(".", ",", "(£1,234.56)", -123456)]
    [InlineData(",", " ", "1\u00A0234,56", 123456)]
    [InlineData(",", " ", "1\u202F234,56", 123456)]
    [InlineData(".", "'", "1'234.56", 123456)]
    public async Task Read_amount_with_the_declared_marks(string decimalMark, string groupingMark, string amount, long minor) =>
        Assert.Equal(minor, await MinorAsync(amount, Marks(decimalMark, groupingMark)));

    [Theory]
    [InlineData(",", ".", "1.23", "-1.234,56")]
    [InlineData(",", ".", "1,234.56", "-1.234,56")]
    [InlineData(".", ",", "1,23,456.00", "-1,234.56")]
    [InlineData(".", ",", ",123", "-1,234.56")]
    public async Task Read_groups_that_are_not_of_three_digits_are_bad(string decimalMark, string groupingMark, string amount, string example) =>
        Assert.Equal($"2: amount: not an amount such as {example}", OnlyBad(await ReadAsync(Header + Row("1", $"\"{amount}\"") + Row("2", "5"), Marks(decimalMark, groupingMark)), invoices: 1));

    [Theory]
    [InlineData("GBP", "£5", null)]
    [InlineData("JPY", "¥5", null)]
    [InlineData("USD", "$5", null)]
    [InlineData("CHF", "5 CHF", null)]
    [InlineData("JPY", "£5", "the amount is in another currency than JPY")]
    public void Read_sign_must_be_of_the_currency(string currency, string amount, string? problem) => Assert.Equal(problem, Plain.Read(amount, currency, out _));

    [Fact]
    public void Read_gives_back_whatever_was_written_in_its_form() => Gen.Long[-99_999_999_999, 99_999_999_999].Sample(minor =>
    {
        var text = (minor / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);
        var german = text.Replace(',', '_').Replace('.', ',').Replace('_', '.');
        return new AmountFormat('.', ',').Read(text, "GBP", out var english) is null && english == minor / 100m
            && new AmountFormat(',', '.').Read(german, "EUR", out var other) is null && other == minor / 100m;
    });

    [Fact]
    public void Read_never_throws_and_never_takes_two_decimal_marks() => Gen.String[Gen.Char["0123456789.,-()£ "], 0, 12].Sample(text =>
        Plain.Read(text, "GBP", out _) is not null || text.Count(c => c == '.') <= 1 && !text.Contains(',', StringComparison.Ordinal));

    private static string Marks(string decimalMark, string groupingMark) => $"decimal_mark: \"{decimalMark}\"\ngrouping_mark: \"{groupingMark}\"\n";

    private static async Task<long> MinorAsync(string amount, string moreMapping = "") =>
        Assert.Single(await ReadAsync(Header + Row("1", $"\"{amount}\""), moreMapping)).Invoice!.Invoice.Lines[0].AmountMinor;
}
