using System.Text;
using static Triage.Training.Tests.Ledgers.LedgerUnderTest;

namespace Triage.Training.Tests.Ledgers;

public sealed class JsonLedgerTests
{
    private const string Name = "ledger.jsonl";

    [Theory]
    [InlineData("{\"sourceSystem\":\"s\",", "no JSON object")]
    [InlineData("nonsense", "no JSON object")]
    [InlineData("{\"sourceSystem\":\"s\",\"sourceInvoiceId\":\"2\",\"colour\":1}", "no invoice of the contract: Unknown field: colour")]
    [InlineData("{\"sourceSystem\":\"s\",\"sourceInvoiceId\":\"2\",\"kind\":\"INVOICE_KIND_BILL\"}", "no invoice of the contract: Invalid enum value: INVOICE_KIND_BILL for enum type: triage.v1.InvoiceKind")]
    [InlineData("{\"sourceSystem\":\"s\",\"sourceInvoiceId\":\"2\",\"totalAmountMinor\":1.5}", "no invoice of the contract: Value not an integer: 1.5")]
    [InlineData("{}", "the invoice needs sourceSystem and sourceInvoiceId")]
    [InlineData("{\"sourceSystem\":\"s\"}", "the invoice needs sourceSystem and sourceInvoiceId")]
    [InlineData("null", "no invoice of the contract: Expected an object")]
    [InlineData("[]", "no invoice of the contract: Expected an object")]
    [InlineData("{\"idempotencyKey\":\"k\",\"invoice\":{\"sourceSystem\":\"s\"}}", "a whole request, not the invoice alone: give what stands under \"invoice\"")]
    [InlineData("a\0b", "a NUL character")]
    public async Task Read_bad_line_is_reported_and_the_rest_goes_on(string line, string reason) =>
        Assert.Equal($"2: {reason}", OnlyBad(await ReadAsync(Invoice("1") + line + "\n" + Invoice("3"), name: Name), invoices: 2));

    [Fact]
    public async Task Read_huge_line_is_reported_and_the_rest_goes_on() =>
        Assert.Equal("2: the line is longer than 8388608 characters", OnlyBad(await ReadAsync(Invoice("1") + Invoice(new string('x', 9_000_000)) + Invoice("3"), name: Name), invoices: 2));

    [Fact]
    public async Task Read_bytes_that_are_no_UTF8_are_reported_and_the_rest_goes_on()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Invoice("1")), .. Encoding.Latin1.GetBytes(Invoice("ä")), .. Encoding.UTF8.GetBytes(Invoice("3"))];
        Assert.Equal("2: bytes that are not UTF-8", OnlyBad(await ReadAsync(bytes, name: Name), invoices: 2));
    }

    [Fact]
    public async Task Read_nesting_without_end_is_reported_and_the_rest_goes_on()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"supplier\":", 5000));
        var entries = await ReadAsync(Invoice("1") + deep + "\n" + Invoice("3"), name: Name);
        Assert.StartsWith("2: no invoice of the contract: ", OnlyBad(entries, invoices: 2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_UTF8_mark_and_empty_lines_are_no_matter()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Invoice("1") + "\r\n\n  \n" + Invoice("3"))];
        var entries = await ReadAsync(bytes, name: Name);
        Assert.Equal([1, 5], entries.Select(entry => entry.Invoice!.FirstLine));
    }

    [Theory]
    [InlineData("{\n")]
    [InlineData("[\n")]
    public async Task Read_invoice_over_several_lines_says_how_to_fold_it(string start) =>
        Assert.Equal(
            "ledger.json: one invoice a line is expected, this one runs over several. jq -c . makes a line of it, jq -c '.[]' makes lines of a list.",
            await FailureAsync(start + "\"sourceSystem\": \"s\"\n}\n", name: "ledger.json"));

    [Fact]
    public async Task Read_empty_file_fails() => Assert.Equal("ledger.jsonl is empty: one invoice a line is expected.", await FailureAsync("", name: Name));

    private static string Invoice(string id) => $"{{\"sourceSystem\":\"s\",\"sourceInvoiceId\":\"{id}\",\"lines\":[{{\"lineId\":\"1\"}}]}}\n";
}
