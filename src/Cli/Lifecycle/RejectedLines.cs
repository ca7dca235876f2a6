namespace Triage.Cli.Lifecycle;

/// <summary>Lines that were bad or refused, as they were. There is no file until there is one of them.</summary>
internal sealed class RejectedLines : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly string? _path;
    private StreamWriter? _lines;

    /// <summary>What an earlier run left there goes: it would pass for this one's.</summary>
    public RejectedLines(string? path, string? source)
    {
        if (path is null)
        {
            return;
        }

        _path = Path.GetFullPath(path);
        if (source is not null && _path == Path.GetFullPath(source))
        {
            throw new CliException(ExitCode.Usage, "--rejects names the file of reports itself. Choose another file.");
        }

        File.Delete(_path);
    }

    public string? Written => _lines is null ? null : _path;

    public void Add(ReportLine line)
    {
        if (_path is null || line.Text.Length == 0)
        {
            return;
        }

        lock (_lock)
        {
            _lines ??= new StreamWriter(_path, append: false);
            _lines.WriteLine(line.Text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lines is { } lines)
        {
            await lines.DisposeAsync();
        }
    }
}
