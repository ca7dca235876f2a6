namespace Triage.Training.Ledgers;

/// <summary>Opens ledgers as lines, packed or not.</summary>
internal static class LedgerText
{
    // So many bytes tell an encoding or another kind of file by its start.
    private const int HeadBytes = 4096;

    /// <param name="path">The file; packed with gzip when it ends in .gz.</param>
    /// <param name="encoding">As the mapping declares it; <c>null</c> for UTF-8. A byte order mark says more than either.</param>
    /// <param name="lineCharactersMax">A longer line is passed over, and said to be too long.</param>
    public static LineReader Open(string path, string? encoding, int lineCharactersMax)
    {
        if (!File.Exists(path))
        {
            throw new LedgerException($"There is no file {Path.GetFullPath(path)}. Check the path.");
        }

        var detected = TextEncoding.Of(path, Head(path), encoding);
        return new LineReader(path, new StreamReader(Unpacked(path), detected, detectEncodingFromByteOrderMarks: false, 1 << 15), TextEncoding.NameOf(detected), lineCharactersMax);
    }

    private static byte[] Head(string path)
    {
        using var stream = Unpacked(path);
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

    private static Stream Unpacked(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(file) : file;
    }
}
