using System.Globalization;
using Triage.Models.Csv;

namespace Triage.Models.MasterData;

/// <summary>Rows under a header. The header decides what separates cells: a comma, a semicolon or a tab, whichever finds known columns.</summary>
public sealed class CsvTable
{
    public const int RowsMax = 1_000_000;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    private readonly string _text;
    private readonly char _delimiter;
    private readonly Dictionary<string, int> _places;

    private CsvTable(string text, char delimiter, Dictionary<string, int> places) => (_text, _delimiter, _places) = (text, delimiter, places);

    public int RowCount { get; private set; }

    /// <summary>Whether the file has the column.</summary>
    public bool Has(string column) => _places.ContainsKey(column);

    /// <returns><c>null</c> where the header does not fit; the errors say why.</returns>
    public static CsvTable? Open(string text, IReadOnlyList<CsvColumn> columns, MasterDataErrors errors)
    {
        var known = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var headers = Delimiters.Select(delimiter => (Delimiter: delimiter, Record: CsvText.Read(text, delimiter).FirstOrDefault())).ToArray();
        var (delimiter, header) = headers.MaxBy(candidate => (candidate.Record.Cells ?? []).Select(NameOf).Count(known.Contains));
        var line = (int)Math.Max(1, header.Line);
        if (header.Cells is null or [] || !header.Cells.Select(NameOf).Any(known.Contains))
        {
            errors.Add(line, "", header.Fault ?? $"the first row must name the columns: {string.Join(',', columns.Where(column => column.IsRequired).Select(column => column.Name))}, and as wanted {Optional(columns)}");
            return null;
        }

        var names = header.Cells.Select(NameOf).ToArray();
        foreach (var missing in columns.Where(column => column.IsRequired && !names.Contains(column.Name)))
        {
            errors.Add(line, missing.Name, "the column is missing");
        }

        foreach (var repeated in names.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1))
        {
            errors.Add(line, repeated.Key, "the column is repeated: it would be unclear which one counts");
        }

        // A misspelt "hold" that nobody reads would let suppliers on hold pass.
        foreach (var unknown in names.Where(name => !known.Contains(name)).Distinct())
        {
            errors.Add(line, Shown(unknown), $"no such column; this file may have {string.Join(", ", columns.Where(column => !column.IsIgnored).Select(column => column.Name))}");
        }

        return errors.Count > 0 ? null : new CsvTable(text, delimiter, names.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal));
    }

    /// <summary>Every readable row; what cannot be read is an error.</summary>
    public IEnumerable<CsvTableRow> Rows(MasterDataErrors errors)
    {
        foreach (var record in CsvText.Read(_text, _delimiter).Skip(1))
        {
            if (record.Fault is { } fault)
            {
                errors.Add((int)record.Line, "", fault);
            }
            else if (!record.Cells.All(string.IsNullOrWhiteSpace))
            {
                if (++RowCount > RowsMax)
                {
                    errors.Add((int)record.Line, "", string.Create(CultureInfo.InvariantCulture, $"the file has more than {RowsMax} rows"));
                    yield break;
                }

                yield return new CsvTableRow((int)record.Line, record.Cells, _places, errors);
            }
        }
    }

    // "Supplier ID" and "supplier_id" are one name.
    private static string NameOf(string cell) => cell.Trim().Replace(' ', '_').ToLowerInvariant();

    private static string Optional(IReadOnlyList<CsvColumn> columns) =>
        string.Join(", ", columns.Where(column => column is { IsRequired: false, IsIgnored: false }).Select(column => column.Name));

    // A header that is no header holds data, which an error must not repeat.
    private static string Shown(string name) => name.Length is > 0 and <= 40 && name.All(c => char.IsAsciiLetter(c) || c == '_') ? name : "";
}
