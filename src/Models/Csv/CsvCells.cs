using System.Text;

namespace Triage.Models.Csv;

/// <summary>Cuts the lines of one record into cells.</summary>
public sealed class CsvCells(char delimiter)
{
    private readonly StringBuilder _quoted = new();

    public List<string> Done { get; } = [];

    /// <summary>The next line belongs to the record too.</summary>
    public bool IsQuoteOpen { get; private set; }

    /// <returns>What is wrong with the line; <c>null</c> for nothing.</returns>
    public string? Add(string line)
    {
        var at = 0;
        if (IsQuoteOpen)
        {
            _quoted.Append('\n');
            if (Quoted(line, ref at) is var fault && (fault is not null || IsQuoteOpen || at > line.Length))
            {
                return fault;
            }
        }

        while (at <= line.Length)
        {
            if (at < line.Length && line[at] == '"')
            {
                at++;
                if (Quoted(line, ref at) is var fault && (fault is not null || IsQuoteOpen))
                {
                    return fault;
                }

                continue;
            }

            var end = line.IndexOf(delimiter, at);
            var cell = line.AsSpan(at, (end < 0 ? line.Length : end) - at);
            if (cell.Contains('"'))
            {
                return "a quote stands inside a cell that is not quoted";
            }

            Done.Add(cell.ToString());
            at = end < 0 ? line.Length + 1 : end + 1;
        }

        return null;
    }

    /// <summary>Reads on to the closing quote and past the delimiter; past the line's end where the cell is its last.</summary>
    private string? Quoted(string line, ref int at)
    {
        IsQuoteOpen = true;
        while (true)
        {
            var quote = line.IndexOf('"', at);
            _quoted.Append(line.AsSpan(at, (quote < 0 ? line.Length : quote) - at));
            if (quote < 0)
            {
                return null;
            }

            at = quote + 1;
            if (at == line.Length || line[at] == delimiter)
            {
                IsQuoteOpen = false;
                Done.Add(_quoted.ToString());
                _quoted.Clear();
                at++;
                return null;
            }

            if (line[at] != '"')
            {
                return "characters follow a closing quote";
            }

            _quoted.Append('"');
            at++;
        }
    }
}
