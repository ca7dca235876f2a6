using System.Text.Json;
using Triage.Models.Csv;

namespace Triage.Training.Files;

/// <summary>What is known of a ledger's invoices, a row each: CSV with a header (.csv), or one JSON object a line; packed with gzip when the name ends in .gz.</summary>
internal static class TruthFile
{
    public static IReadOnlyList<TruthRow> Read(string path)
    {
        var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        TruthRow[] rows = [.. plain.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Csv(path) : Json(path)];
        return rows.Length > 0 ? rows : throw new TrainingException($"{path} has no rows: one for each invoice that something is known of is expected.");
    }

    private static IEnumerable<TruthRow> Csv(string path)
    {
        string[]? header = null;
        foreach (var record in CsvText.Read(WholeText.Read(path), ','))
        {
            if (record.Fault is { } fault)
            {
                throw new TrainingException($"{path}: line {record.Line}: {fault}.");
            }

            if (header is null)
            {
                header = [.. record.Cells.Select(cell => cell.Trim())];
            }
            else
            {
                yield return new(path, record.Line, header.Zip(record.Cells).DistinctBy(cell => cell.First).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
            }
        }
    }

    private static IEnumerable<TruthRow> Json(string path)
    {
        var line = 0;
        foreach (var text in WholeText.Read(path).Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return new(path, line, Cells(text) ?? throw new TrainingException($"{path}: line {line} is no JSON object."));
            }
        }
    }

    private static Dictionary<string, string>? Cells(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)?.ToDictionary(cell => cell.Key, cell => Written(cell.Value), StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!, // a string has a text
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
