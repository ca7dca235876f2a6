using System.Globalization;
using Triage.Models.Intake;
using Triage.Training.Ledgers.Csv;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triage.Training.Ledgers;

/// <summary>Reads a mapping out of YAML. Strict: what it does not know, it refuses, and it names every error at once.</summary>
internal static class LedgerMappingReader
{
    internal static readonly string[] Keys =
    [
        "source_system", "key", "invoice", "line", "currency", "currency_column", "date_format", "decimal_mark", "grouping_mark",
        "encoding", "delimiter", "negative_total", "rows_without_key",
    ];

    internal static readonly string[] InvoiceFields = ["supplier_id", "supplier_name", "supplier_invoice_number", "issue_date", "due_date", "facility", "service_line", "department", "purchase_order", "contract"];
    internal static readonly string[] LineFields = ["amount", "account_code", "cost_centre", "text", "item_code", "service_code"];

    public static LedgerMapping Read(string text)
    {
        var root = new MappingSection(Root(text), []);
        root.RefuseOthers(Keys);
        var line = root.Fields("line", LineFields);
        if (!line.ContainsKey("amount"))
        {
            line["amount"] = "";
            root.Errors.Add("line.amount is missing");
        }

        var result = new LedgerMapping
        {
            SourceSystem = root.Required("source_system"),
            Key = root.KeyParts(),
            Invoice = root.Fields("invoice", InvoiceFields),
            Line = line,
            Currency = root.Text("currency"),
            CurrencyColumn = root.Text("currency_column"),
            DateFormat = root.Text("date_format") ?? "yyyy-MM-dd",
            NegativeTotalIsCreditNote = root.Choice("negative_total", ["keep", "credit_note"]) == "credit_note",
            RowsWithoutKeyAreInvoices = root.Choice("rows_without_key", ["reject", "own_invoice"]) == "own_invoice",
            Encoding = root.Text("encoding") is null ? null : root.Choice("encoding", TextEncoding.Names),
            Delimiter = root.Choice("delimiter", [",", ";", "\t", "|"])[0],
            Amounts = new AmountFormat(root.Choice("decimal_mark", [".", ","])[0], root.Text("grouping_mark") is null ? null : root.Choice("grouping_mark", [",", ".", " ", "'"])[0]),
        };
        CheckTogether(result, root.Errors);
        return root.Errors.Count == 0 ? result : throw new LedgerException($"The mapping has {root.Errors.Count} error(s):\n{string.Join('\n', root.Errors)}");
    }

    private static void CheckTogether(LedgerMapping mapping, List<string> errors)
    {
        if ((mapping.Currency is null) == (mapping.CurrencyColumn is null))
        {
            errors.Add("give either currency or currency_column");
        }
        else if (mapping.Currency is { } code && Currency.ExponentOf(code) is null)
        {
            errors.Add($"currency {code} is not in ISO 4217");
        }

        if (!mapping.Invoice.ContainsKey("supplier_id") && !mapping.Invoice.ContainsKey("supplier_name"))
        {
            errors.Add("invoice needs supplier_id or supplier_name");
        }

        if (mapping.Amounts.GroupingMark == mapping.Amounts.DecimalMark)
        {
            errors.Add("grouping_mark must differ from decimal_mark");
        }

        if (!NamesADay(mapping.DateFormat))
        {
            errors.Add($"date_format {mapping.DateFormat} does not tell a day, such as yyyy-MM-dd, dd/MM/yyyy or yyyy-MM-dd HH:mm:ss");
        }
    }

    private static bool NamesADay(string format)
    {
        var day = new DateTime(2031, 11, 23);
        try
        {
            return DateTime.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static YamlMappingNode Root(string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode mapping ? mapping : throw new LedgerException("The mapping must be one YAML mapping.");
        }
        catch (YamlException syntax)
        {
            throw new LedgerException($"The mapping is no YAML: line {syntax.Start.Line}: {syntax.InnerException?.Message ?? syntax.Message}");
        }
    }
}
