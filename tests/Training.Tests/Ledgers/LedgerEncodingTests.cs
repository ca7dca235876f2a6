using System.Text;
using static Triage.Training.Tests.Ledgers.LedgerUnderTest;

namespace Triage.Training.Tests.Ledgers;

public sealed class LedgerEncodingTests
{
    private static readonly string Text = Header + Row("1", supplier: "Käse & Søn — Ltd");

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Read_byte_order_mark_tells_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Assert.Equal("Käse & Søn — Ltd", await SupplierAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public async Task Read_declared_encoding_is_used(string declared)
    {
        var encoding = declared switch
        {
            "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1252)!, // the provider has it
        };
        Assert.Equal("Käse & Søn — Ltd", await SupplierAsync(encoding.GetBytes(Text), $"encoding: {declared}\n"));
    }

    [Fact]
    public async Task Read_byte_order_mark_goes_before_what_is_declared() =>
        Assert.Equal("Käse & Søn — Ltd", await SupplierAsync([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)], "encoding: windows-1252\n"));

    [Fact]
    public async Task Read_bytes_that_are_no_UTF8_name_their_line_and_the_way_out()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat(Row("1"), 5000))), .. Encoding.Latin1.GetBytes(Row("2", supplier: "Käse"))];
        Assert.Equal(
            "ledger.csv: line 5002 has bytes that are not UTF-8. If the whole file is in another encoding, the mapping can say so: "
            + "encoding: windows-1252 (or utf-8, utf-16le, utf-16be, windows-1252); else mend the line.",
            await FailureAsync(bytes));
    }

    [Fact]
    public async Task Read_UTF16_without_a_mark_fails_clearly() =>
        Assert.Equal(
            "ledger.csv looks like UTF-16 without a byte order mark. Convert it, for example with iconv -f UTF-16LE -t UTF-8; a CSV mapping can say encoding: utf-16le instead.",
            await FailureAsync(Encoding.Unicode.GetBytes(Text)));

    [Fact]
    public async Task Read_UTF32_fails_clearly() =>
        Assert.Equal("ledger.csv is UTF-32. Convert it, for example with iconv -f UTF-32 -t UTF-8.", await FailureAsync([.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Text)]));

    [Fact]
    public async Task Read_packed_file_without_the_ending_fails_clearly() =>
        Assert.Equal("ledger.csv is packed with gzip: let its name end in .gz.", await FailureAsync(Packed(Text)));

    [Fact]
    public async Task Read_spreadsheet_fails_clearly() =>
        Assert.Equal("ledger.csv is a spreadsheet or a zip archive, no text. Save the sheet as CSV (UTF-8), or unpack the archive.", await FailureAsync("PK\u0003\u0004..."));

    [Fact]
    public async Task Read_other_ending_says_which_are_read() =>
        Assert.Equal("ledger.xlsx: a ledger is .json, .jsonl, .ndjson or .csv, each optionally with .gz.", await FailureAsync("PK\u0003\u0004...", name: "ledger.xlsx"));

    private static async Task<string> SupplierAsync(byte[] bytes, string moreMapping = "") => Assert.Single(await ReadAsync(bytes, moreMapping)).Invoice!.Invoice.Supplier.Name;
}
