using Spectre.Console;

namespace Triage.Cli.Output;

/// <summary>Tables, progress bars and folded text on a terminal, plain lines elsewhere.</summary>
internal sealed class Screen
{
    // A reader's eye follows a line no longer than this.
    private const int FoldMax = 120;
    private readonly TextWriter _lines;
    private readonly IAnsiConsole? _terminal;

    /// <param name="toError">Standard output is taken, by JSON for example.</param>
    public Screen(bool toError)
        : this(toError ? Console.Error : Console.Out, !(toError ? Console.IsErrorRedirected : Console.IsOutputRedirected))
    {
    }

    public Screen(TextWriter lines, bool terminal)
    {
        _lines = lines;
        _terminal = terminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(lines) }) : null;
    }

    /// <summary>Never cut: paths and commands are there to be copied.</summary>
    public void Line(string text = "") => _lines.WriteLine(text);

    public void Heading(string text)
    {
        Line();
        if (_terminal is null)
        {
            Line(text);
        }
        else
        {
            foreach (var line in FoldedText.Fold(text, 0, _terminal.Profile.Width))
            {
                _terminal.MarkupLineInterpolated($"[bold]{line}[/]");
            }
        }
    }

    /// <summary>A line that is folded on a terminal, its later parts set in.</summary>
    public void Folded(string text, int indent)
    {
        if (_terminal is null)
        {
            Line(text);
            return;
        }

        foreach (var line in FoldedText.Fold(text, indent, Math.Min(FoldMax, _terminal.Profile.Width)))
        {
            Line(line);
        }
    }

    public void Table(string title, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Heading(title);
        if (rows.Count == 0)
        {
            Line("  none");
            return;
        }

        if (_terminal is null)
        {
            PlainTable.Write(_lines, headers, rows);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        for (int i = 0; i < headers.Count; i++)
        {
            table.AddColumn(new TableColumn(Markup.Escape(headers[i])) { Alignment = PlainTable.IsOfNumbers(rows, i) ? Justify.Right : Justify.Left });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        _terminal.Write(table);
    }

    /// <summary>Shows how far the work is, until it ends.</summary>
    public Task WatchAsync(string title, Func<WorkProgress> progress, Task work, TimeProvider time) =>
        _terminal is null ? ProgressLines.ShowAsync(_lines, title, progress, work, time) : ProgressBar.ShowAsync(_terminal, title, progress, work, time);
}
