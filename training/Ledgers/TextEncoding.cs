using System.Text;

namespace Triage.Training.Ledgers;

/// <summary>Which encoding a file has: what its byte order mark says, else what was declared, else UTF-8.</summary>
internal static class TextEncoding
{
    /// <summary>Stands for bytes that the encoding does not know. No text has it (Unicode calls it a noncharacter), so a line that holds it is bad.</summary>
    public const char Undecodable = '\uFFFF';

    public static readonly string[] Names = ["utf-8", "utf-16le", "utf-16be", "windows-1252"];

    public static Encoding Of(string path, ReadOnlySpan<byte> head, string? declared)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            throw new LedgerException($"{path} is packed with gzip: let its name end in .gz.");
        }

        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            throw new LedgerException($"{path} is a spreadsheet or a zip archive, no text. Save the sheet as CSV (UTF-8), or unpack the archive.");
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            throw new LedgerException($"{path} is UTF-32. Convert it, for example with iconv -f UTF-32 -t UTF-8.");
        }

        var marked = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? "utf-8"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? "utf-16le"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? "utf-16be"
            : null;
        if (marked is null && declared is null && LooksLikeUtf16(head))
        {
            throw new LedgerException($"{path} looks like UTF-16 without a byte order mark. Convert it, for example with iconv -f UTF-16LE -t UTF-8; a CSV mapping can say encoding: utf-16le instead.");
        }

        return Named(marked ?? declared ?? "utf-8");
    }

    public static string NameOf(Encoding encoding) => encoding.CodePage switch { 1200 => "UTF-16LE", 1201 => "UTF-16BE", 1252 => "Windows-1252", _ => "UTF-8" };

    private static Encoding Named(string name)
    {
        var decoder = new DecoderReplacementFallback(Undecodable.ToString());
        return name == "windows-1252"
            ? CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, decoder)! // the provider has it
            : Encoding.GetEncoding(name == "utf-16le" ? "utf-16" : name == "utf-16be" ? "utf-16BE" : name, EncoderFallback.ExceptionFallback, decoder);
    }

    // Latin text in UTF-16 has a zero in every other byte; a damaged UTF-8 file has a few zeros, or all of them.
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            _ = head[i] != 0 ? 0 : i % 2 == 0 ? even++ : odd++;
        }

        var half = head.Length / 2;
        return (even > half * 0.7 && odd < half * 0.1) || (odd > half * 0.7 && even < half * 0.1);
    }
}
