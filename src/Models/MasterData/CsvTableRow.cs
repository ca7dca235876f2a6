using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Triage.Models.Intake;

namespace Triage.Models.MasterData;

/// <summary>Reads the cells of one row and notes what is wrong with each; then what it gives is of no use but to go on reading.</summary>
public sealed partial class CsvTableRow(int line, string[] cells, IReadOnlyDictionary<string, int> places, MasterDataErrors errors)
{
    public const int IdMax = 128;
    public const int TextMax = 1000;

    private const char ListSeparator = '|';
    private const int ListMax = 100;

    public int Line => line;

    public void Refuse(string column, string message) => errors.Add(line, column, message);

    /// <summary><c>null</c> for an empty cell, or none.</summary>
    public string? Text(string column, int max = TextMax) => Checked(column, Cell(column), max);

    public string RequiredText(string column, int max = TextMax) => Given(column, Text(column, max));

    /// <summary>An identifier: spreadsheets shorten long ones, and then two become one.</summary>
    public string? Id(string column)
    {
        var id = Text(column, IdMax);
        if (id is not null && Shortened().IsMatch(id))
        {
            Refuse(column, "a number that a spreadsheet shortened (such as 1.23E+11); format the column as text");
        }

        return id;
    }

    public string RequiredId(string column) => Given(column, Id(column));

    /// <summary>Values with | between them; repeated ones once.</summary>
    public ImmutableArray<string> List(string column, int max = TextMax)
    {
        var values = Cell(column).Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (values.Length > ListMax)
        {
            Refuse(column, string.Create(CultureInfo.InvariantCulture, $"has more than {ListMax} values"));
            return [];
        }

        return [.. values.Select(value => Checked(column, value, max)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary><c>null</c> for an empty cell.</summary>
    public bool? YesOrNo(string column)
    {
        switch (Cell(column).ToLowerInvariant())
        {
            case "":
                return null;
            case "yes" or "y" or "true" or "1":
                return true;
            case "no" or "n" or "false" or "0":
                return false;
            default:
                Refuse(column, "must be yes or no, or empty for no");
                return null;
        }
    }

    public DateOnly? Date(string column) => Cell(column) is { Length: > 0 } cell ? Date(column, cell) : null;

    public DateOnly? Date(string column, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2200)
        {
            return date;
        }

        Refuse(column, "must be a date such as 2026-01-31");
        return null;
    }

    /// <summary>Without surrounding space; empty where the file lacks the column.</summary>
    public string Cell(string column) => places.TryGetValue(column, out var place) ? cells[place].Trim() : "";

    private string Given(string column, string? value)
    {
        if (value is null && Cell(column).Length == 0)
        {
            Refuse(column, "must be given");
        }

        return value ?? "";
    }

    private string? Checked(string column, string value, int max)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value.StartsWith('='))
        {
            Refuse(column, "a formula, not a value; save the sheet with values");
        }
        else if (value.StartsWith('#') && BrokenFormula().IsMatch(value))
        {
            Refuse(column, "a formula that went wrong; mend it in the sheet and save with values");
        }
        else if (value.Length > max)
        {
            Refuse(column, string.Create(CultureInfo.InvariantCulture, $"must have at most {max} characters"));
        }
        else if (!Characters.FitIdentifier(value))
        {
            Refuse(column, "holds characters that are not allowed (line breaks, control characters)");
        }
        else
        {
            return value;
        }

        return null;
    }

    [GeneratedRegex(@"\A\d[.,]\d+E\+\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shortened();

    [GeneratedRegex(@"\A#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NULL!|NUM!)\z", RegexOptions.CultureInvariant)]
    private static partial Regex BrokenFormula();
}
