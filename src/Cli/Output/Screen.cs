using Spectre.Console;

namespace Triage.Cli.Output;

/// <summary>Tables and progress bars on a terminal, plain lines elsewhere.</summary>
internal sealed class Screen
{
    private static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

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

    public void Line(string text = "") => _lines.WriteLine(text);

    public void Table(string title, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (_terminal is null)
        {
            PlainTable.Write(_lines, title, headers, rows);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(title)) };
        foreach (var header in headers)
        {
            table.AddColumn(Markup.Escape(header));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        _terminal.Write(table);
    }

    /// <summary>Shows how far the work is, until it ends; the total is null when nobody knows it before.</summary>
    public async Task WatchAsync(string title, long? total, Func<long> done, Task work, TimeProvider time)
    {
        if (_terminal is null)
        {
            while (!await EndedAsync(work, LineEvery, time))
            {
                Line(total is null ? $"{title}: {done():N0}" : $"{title}: {done():N0} of {total:N0}");
            }
        }
        else
        {
            await _terminal.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(context => ShowBarAsync(context.AddTask(Markup.Escape(title), maxValue: total ?? 1), title, total, done, work, time));
        }

        await work;
    }

    private static async Task ShowBarAsync(ProgressTask bar, string title, long? total, Func<long> done, Task work, TimeProvider time)
    {
        bar.IsIndeterminate = total is null;
        bool ended;
        do
        {
            ended = await EndedAsync(work, BarEvery, time);
            bar.Description = Markup.Escape($"{title}: {done():N0}");
            bar.Value = total is null ? 0 : done();
        }
        while (!ended);
        bar.StopTask();
    }

    private static async Task<bool> EndedAsync(Task work, TimeSpan within, TimeProvider time)
    {
        using var stop = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(within, time, stop.Token));
        await stop.CancelAsync();
        return work.IsCompleted;
    }
}
