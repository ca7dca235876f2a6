namespace Triage.Training.Ledgers;

/// <summary>Opens ledgers as lines, packed or not.</summary>
internal static class LedgerText
{
    // So many bytes tell an encoding or another kind of file by its start.
    private const int HeadBytes = 4096;

    /// <param name="path">The file; packed with gzip when it ends in .gz.</param>
    /// <param name="encoding">As the mapping declares it; <c>null</c> for UTF-8. A byte order mark says more than either.</param>
    /// <param name="lineCharactersMax">A longer line is passed over, and said to be too long.</param>
    /// <param name="progress">Told how much was read; <c>null</c> when nobody watches.</param>
    public static LineReader Open(string path, string? encoding, int lineCharactersMax, LedgerProgress? progress)
    {
        var detected = TextEncoding.Of(path, Head(path), encoding);
        var file = OpenFile(path);
        var text = new StreamReader(Unpacked(path, file), detected, detectEncodingFromByteOrderMarks: false, 1 << 15);
        return new LineReader(path, text, TextEncoding.NameOf(detected), lineCharactersMax, () =>
        {
            if (progress is not null)
            {
                progress.Share = (double)file.Position / file.Length;
            }
        });
    }

    private static byte[] Head(string path)
    {
        using var stream = Unpacked(path, OpenFile(path));
        var head = new byte[HeadBytes];
        try
        {
            return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            throw Damaged(path, 0);
        }
    }

    internal static LedgerException Damaged(string path, long line) =>
        new($"{path}: the packed data are damaged or end early, after line {line}. Fetch the file again; what was sent before is not sent twice.");

    private static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    private static Stream Unpacked(string path, FileStream file) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(file) : file;
}
