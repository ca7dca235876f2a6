using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Ledgers;

public sealed class LedgerMappingTests
{
    [Fact]
    public void Parse_names_every_error_at_once_with_its_line()
    {
        var failure = Assert.Throws<LedgerException>(() => LedgerMapping.Parse("""
            source_system: x
            key: [{column: a, size: 3}]
            invoice: {colour: b, supplier_name: s}
            line: {amount: c}
            currency: XXY
            encoding: ebcdic
            delimiter: ab
            decimal_mark: ","
            grouping_mark: ","
            date_format: MMMM
            """));
        Assert.Equal(
            """
            The mapping has 7 error(s):
            line 2: size is not a key here; known: column, hash
            line 3: colour is not a key here; known: supplier_id, supplier_name, supplier_invoice_number, issue_date, due_date, facility, service_line, department, purchase_order, contract
            encoding must be one of "utf-8" "utf-16le" "utf-16be" "windows-1252"
            delimiter must be one of "," ";" "\t" "|"
            currency XXY is not in ISO 4217
            grouping_mark must differ from decimal_mark
            date_format MMMM does not tell a day, such as yyyy-MM-dd, dd/MM/yyyy or yyyy-MM-dd HH:mm:ss
            """.ReplaceLineEndings("\n"),
            failure.Message);
    }

    [Theory]
    [InlineData("- a\n", "The mapping must be one YAML mapping.")]
    [InlineData("a: [\n", "The mapping is no YAML: line 2: ")]
    public void Parse_text_that_is_no_mapping_says_so(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<LedgerException>(() => LedgerMapping.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_unknown_name_lists_the_shipped_ones() =>
        Assert.Equal(
            "There is no mapping sap: give a file, or one of the shipped council-spend, nhs-spend, nhs-spend-bodies.",
            Assert.Throws<LedgerException>(() => LedgerMapping.Load("sap")).Message);

    [Fact]
    public void Load_every_shipped_mapping_is_sound() => Assert.All(ShippedMappings.Names, name => Assert.NotEmpty(LedgerMapping.Load(name).Columns));
}
