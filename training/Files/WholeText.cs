using Triage.Models.Csv;
using Triage.Training.Ledgers;

namespace Triage.Training.Files;

/// <summary>A text file of moderate size, read at once; packed with gzip when its name ends in .gz.</summary>
internal static class WholeText
{
    // Sets to judge on are small; a whole ledger given by mistake would fill memory.
    private const long BytesMax = 256L << 20;

    public static string Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TrainingException($"{path} is not there.");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using Stream unpacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(file) : file;
        var (text, line, fault) = CsvBytes.Decode(Bytes(path, unpacked));
        return text ?? throw new TrainingException($"{path}: line {line}: {fault}.");
    }

    private static byte[] Bytes(string path, Stream unpacked)
    {
        using var bytes = new MemoryStream();
        var block = new byte[1 << 16];
        try
        {
            for (var read = unpacked.Read(block); read > 0; read = unpacked.Read(block))
            {
                bytes.Write(block.AsSpan(0, read));
                if (bytes.Length > BytesMax)
                {
                    throw new TrainingException($"{path} is larger than {BytesMax >> 20} MB, too large for a set to judge on.");
                }
            }
        }
        catch (InvalidDataException)
        {
            throw new TrainingException($"{path}: the packed data are damaged or end early. Fetch the file again.");
        }

        return bytes.ToArray();
    }
}
