using System.IO.Compression;
using System.Text;

namespace Triage.Training.Ledgers;

/// <summary>Opens ledgers, packed or not. Bytes that are no UTF-8 fail rather than turn into something else.</summary>
internal static class LedgerFile
{
    public static StreamReader Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new LedgerException($"There is no file {path}.");
        }

        Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
        }

        return new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
    }
}
