using System.Globalization;
using System.Text;

namespace Triage.Training.Ledgers;

/// <summary>
/// Lines that end in LF, CRLF or CR, with their numbers. Holds one line of a bounded length, however long the file's lines are.
/// </summary>
internal sealed class LineReader(string path, StreamReader reader, string encodingName, int lineCharactersMax, Action onRead) : IDisposable
{
    private const char ByteOrderMark = '\uFEFF';
    private readonly char[] _block = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _filled;
    private long _number;
    private bool _afterReturn;

    public string Path => path;

    /// <returns><c>null</c> at the end.</returns>
    /// <exception cref="LedgerException">The packed data are damaged.</exception>
    public async ValueTask<TextLine?> ReadAsync(CancellationToken cancellationToken)
    {
        var tooLong = false;
        var any = false;
        _line.Clear();
        while (_at < _filled || await FillAsync(cancellationToken))
        {
            if (_afterReturn && _block[_at] == '\n')
            {
                _at++;
                _afterReturn = false;
                continue;
            }

            _afterReturn = false;
            any = true;
            var end = _block.AsSpan(_at, _filled - _at).IndexOfAny('\r', '\n');
            var part = _block.AsSpan(_at, end < 0 ? _filled - _at : end);
            tooLong |= _line.Length + part.Length > lineCharactersMax;
            if (!tooLong)
            {
                _line.Append(part);
            }

            _at += part.Length;
            if (end >= 0)
            {
                _afterReturn = _block[_at++] == '\r';
                return Line(tooLong);
            }
        }

        return any ? Line(tooLong) : null;
    }

    public void Dispose() => reader.Dispose();

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            (_at, _filled) = (0, await reader.ReadAsync(_block, cancellationToken));
        }
        catch (InvalidDataException)
        {
            throw LedgerText.Damaged(path, _number);
        }

        onRead();
        if (_number == 0 && _line.Length == 0 && _filled > 0 && _block[0] == ByteOrderMark)
        {
            _at = 1;
        }

        return _at < _filled || (_filled > 0 && await FillAsync(cancellationToken));
    }

    private TextLine Line(bool tooLong)
    {
        _number++;
        if (tooLong)
        {
            return new TextLine(_number, "", string.Create(CultureInfo.InvariantCulture, $"the line is longer than {lineCharactersMax} characters"));
        }

        var text = _line.ToString();
        return text.Contains(TextEncoding.Undecodable, StringComparison.Ordinal) ? new TextLine(_number, "", $"bytes that are not {encodingName}") { IsUndecodable = true }
            : text.Contains('\0', StringComparison.Ordinal) ? new TextLine(_number, "", "a NUL character")
            : new TextLine(_number, text, null);
    }
}
