using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Triage.Training.Ledgers;

/// <summary>How the columns of a ledger become invoices. Strict: what it does not know, it refuses.</summary>
public sealed record LedgerMapping
{
    private static readonly string[] Keys = ["source_system", "key", "invoice", "line", "currency", "currency_column", "date_format", "negative_total", "rows_without_key"];
    private static readonly string[] InvoiceFields = ["supplier_id", "supplier_name", "supplier_invoice_number", "issue_date", "due_date", "facility", "service_line", "department", "purchase_order", "contract"];
    private static readonly string[] LineFields = ["amount", "account_code", "cost_centre", "text", "item_code", "service_code"];

    public required string SourceSystem { get; init; }

    /// <summary>Columns whose values together name an invoice; hashed ones hold names that must not stand in ids.</summary>
    public required IReadOnlyList<(string Column, bool Hash)> Key { get; init; }
    public required IReadOnlyDictionary<string, string> Invoice { get; init; }
    public required IReadOnlyDictionary<string, string> Line { get; init; }
    public string? Currency { get; init; }
    public string? CurrencyColumn { get; init; }
    public required string DateFormat { get; init; }
    public required bool NegativeTotalIsCreditNote { get; init; }

    /// <summary>Rows without a key: an invoice each, named by their line; else they are bad rows.</summary>
    public required bool RowsWithoutKeyAreInvoices { get; init; }

    public IEnumerable<string> Columns =>
        Key.Select(k => k.Column).Concat(Invoice.Values).Concat(Line.Values).Concat(CurrencyColumn is null ? [] : [CurrencyColumn]).Distinct(StringComparer.Ordinal);

    /// <param name="nameOrPath">A file, or the name of a shipped mapping such as nhs-spend.</param>
    public static LedgerMapping Load(string nameOrPath)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Mappings", $"{nameOrPath}.mapping.yaml");
        var path = File.Exists(nameOrPath) ? nameOrPath : shipped;
        if (!File.Exists(path))
        {
            var names = Directory.Exists(Path.GetDirectoryName(shipped)) ? Directory.GetFiles(Path.GetDirectoryName(shipped) ?? "").Select(f => Path.GetFileName(f).Split('.')[0]) : [];
            throw new LedgerException($"There is no mapping {nameOrPath}: give a file, or one of {string.Join(", ", names)}.");
        }

        return Parse(File.ReadAllText(path));
    }

    public static LedgerMapping Parse(string text)
    {
        var errors = new List<string>();
        YamlMappingNode root;
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            root = yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode mapping ? mapping : throw new LedgerException("The mapping must be one YAML mapping.");
        }
        catch (YamlException syntax)
        {
            throw new LedgerException($"The mapping is no YAML: line {syntax.Start.Line}: {syntax.InnerException?.Message ?? syntax.Message}");
        }

        Unknown(root, Keys, errors);
        var invoice = Fields(root, "invoice", InvoiceFields, errors);
        var line = Fields(root, "line", LineFields, errors);
        var result = new LedgerMapping
        {
            SourceSystem = Scalar(root, "source_system") ?? Missing("source_system", errors),
            Key = KeyOf(root, errors),
            Invoice = invoice,
            Line = line.ContainsKey("amount") ? line : new Dictionary<string, string> { ["amount"] = Missing("line.amount", errors) },
            Currency = Scalar(root, "currency"),
            CurrencyColumn = Scalar(root, "currency_column"),
            DateFormat = Scalar(root, "date_format") ?? "yyyy-MM-dd",
            NegativeTotalIsCreditNote = Choice(root, "negative_total", "credit_note", "keep", errors),
            RowsWithoutKeyAreInvoices = Choice(root, "rows_without_key", "own_invoice", "reject", errors),
        };
        if ((result.Currency is null) == (result.CurrencyColumn is null))
        {
            errors.Add("give either currency or currency_column");
        }
        else if (result.Currency is { } code && Models.Intake.Currency.ExponentOf(code) is null)
        {
            errors.Add($"currency {code} is not in ISO 4217");
        }

        if (!invoice.ContainsKey("supplier_id") && !invoice.ContainsKey("supplier_name"))
        {
            errors.Add("invoice needs supplier_id or supplier_name");
        }

        return errors.Count == 0 ? result : throw new LedgerException($"The mapping has {errors.Count} error(s):\n{string.Join('\n', errors)}");
    }

    private static List<(string, bool)> KeyOf(YamlMappingNode root, List<string> errors)
    {
        var key = new List<(string, bool)>();
        if (!root.Children.TryGetValue("key", out var node) || node is not YamlSequenceNode { Children.Count: > 0 } parts)
        {
            errors.Add("key must be a list of columns");
            return key;
        }

        foreach (var part in parts)
        {
            if (part is YamlMappingNode column && Scalar(column, "column") is { } name)
            {
                Unknown(column, ["column", "hash"], errors);
                key.Add((name, Scalar(column, "hash") == "true"));
            }
            else
            {
                errors.Add($"line {part.Start.Line}: a key part is {{ column: NAME, hash: true|false }}");
            }
        }

        return key;
    }

    private static Dictionary<string, string> Fields(YamlMappingNode root, string section, string[] known, List<string> errors)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.Children.TryGetValue(section, out var node) || node is not YamlMappingNode mapping)
        {
            errors.Add($"{section} must map fields to columns");
            return fields;
        }

        Unknown(mapping, known, errors);
        foreach (var (field, column) in mapping)
        {
            if (column is YamlScalarNode { Value: { Length: > 0 } name })
            {
                fields[field.ToString()] = name;
            }
            else
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"line {column.Start.Line}: {field} must name a column"));
            }
        }

        return fields;
    }

    private static void Unknown(YamlMappingNode node, string[] known, List<string> errors) => errors.AddRange(node.Children.Keys
        .Where(key => !known.Contains(key.ToString()))
        .Select(key => string.Create(CultureInfo.InvariantCulture, $"line {key.Start.Line}: {key} is not a key here; known: {string.Join(", ", known)}")));

    private static bool Choice(YamlMappingNode root, string key, string yes, string no, List<string> errors)
    {
        var value = Scalar(root, key) ?? no;
        if (value != yes && value != no)
        {
            errors.Add($"{key} must be {yes} or {no}");
        }

        return value == yes;
    }

    private static string? Scalar(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    private static string Missing(string key, List<string> errors)
    {
        errors.Add($"{key} is missing");
        return "";
    }
}
