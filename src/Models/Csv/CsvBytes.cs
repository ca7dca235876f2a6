using System.Text;

namespace Triage.Models.Csv;

/// <summary>
/// The text in an uploaded file: UTF-8, or UTF-16 where a byte order mark says so. Another encoding is never
/// guessed: a guess would store a supplier under another name.
/// </summary>
public static class CsvBytes
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <returns>The text, or the line and what is wrong there.</returns>
    public static (string? Text, int Line, string? Fault) Decode(ReadOnlySpan<byte> bytes)
    {
        if (KindOf(bytes) is { } other)
        {
            return (null, 1, other);
        }

        Encoding encoding = bytes.StartsWith(Utf16.Preamble) ? Utf16 : bytes.StartsWith(Utf16BigEndian.Preamble) ? Utf16BigEndian : Utf8;
        var content = bytes.StartsWith(encoding.Preamble) ? bytes[encoding.Preamble.Length..] : bytes;
        try
        {
            var text = encoding.GetString(content);
            return text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0
                ? (null, LineAt(text.AsSpan(0, nul)), "a NUL character; is it text, in UTF-8?")
                : (text, 0, null);
        }
        catch (DecoderFallbackException)
        {
            return ReferenceEquals(encoding, Utf8)
                ? (null, FirstBadLine(content), "bytes that are not UTF-8; save the sheet as CSV UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8")
                : (null, 1, "it begins as UTF-16 and goes on as something else; save the sheet as CSV UTF-8");
        }
    }

    private static string? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "the file is empty: a first row that names the columns is expected"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "the file is packed with gzip; send it unpacked"
        : bytes.StartsWith("PK\u0003\u0004"u8) ? "the file is a spreadsheet or a zip archive, no text; save the sheet as CSV UTF-8"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])
            ? "the file is UTF-32; convert it: iconv -f UTF-32 -t UTF-8"
        : null;

    // Line by line, so that the message can name the one.
    private static int FirstBadLine(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            if (!System.Text.Unicode.Utf8.IsValid(part))
            {
                break;
            }

            bytes = end < 0 ? [] : bytes[(end + 1)..];
            line++;
        }

        return line;
    }

    private static int LineAt(ReadOnlySpan<char> before) => before.Count('\n') + 1;
}
