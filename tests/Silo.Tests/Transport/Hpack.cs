using System.Text;

namespace Triage.Silo.Tests.Transport;

/// <summary>Headers written out in full, and read from a server that has no table and no Huffman coding.</summary>
internal static class Hpack
{
    // RFC 7541, appendix A.
    private static readonly string[] Static =
    [
        ":authority", ":method GET", ":method POST", ":path /", ":path /index.html", ":scheme http", ":scheme https", ":status 200", ":status 204", ":status 206",
        ":status 304", ":status 400", ":status 404", ":status 500", "accept-charset", "accept-encoding gzip, deflate", "accept-language", "accept-ranges", "accept",
        "access-control-allow-origin", "age", "allow", "authorization", "cache-control", "content-disposition", "content-encoding", "content-language", "content-length",
        "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect", "expires", "from", "host", "if-match", "if-modified-since", "if-none-match",
        "if-range", "if-unmodified-since", "last-modified", "link", "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh",
        "retry-after", "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            WriteText(block, name);
            WriteText(block, value);
        }

        return [.. block];
    }

    public static List<(string Name, string Value)> Decode(byte[] block)
    {
        var headers = new List<(string Name, string Value)>();
        for (var at = 0; at < block.Length;)
        {
            var first = block[at];
            if ((first & 0x80) != 0)
            {
                var entry = Static[ReadNumber(block, ref at, 7) - 1].Split(' ', 2);
                headers.Add((entry[0], entry.Length > 1 ? entry[1] : ""));
            }
            else if ((first & 0xE0) == 0x20)
            {
                ReadNumber(block, ref at, 5);
            }
            else
            {
                var index = ReadNumber(block, ref at, (first & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? ReadText(block, ref at) : Static[index - 1].Split(' ')[0];
                headers.Add((name, ReadText(block, ref at)));
            }
        }

        return headers;
    }

    private static void WriteText(List<byte> block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        if (bytes.Length < 127)
        {
            block.Add((byte)bytes.Length);
        }
        else
        {
            block.Add(127);
            var rest = bytes.Length - 127;
            for (; rest >= 128; rest >>= 7)
            {
                block.Add((byte)((rest & 127) | 128));
            }

            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }

    private static string ReadText(byte[] block, ref int at)
    {
        if ((block[at] & 0x80) != 0)
        {
            throw new NotSupportedException("The server began to use Huffman coding.");
        }

        var length = ReadNumber(block, ref at, 7);
        at += length;
        return Encoding.Latin1.GetString(block, at - length, length);
    }

    private static int ReadNumber(byte[] block, ref int at, int bits)
    {
        var mask = (1 << bits) - 1;
        var number = block[at++] & mask;
        if (number < mask)
        {
            return number;
        }

        for (var shift = 0; ; shift += 7)
        {
            var next = block[at++];
            number += (next & 127) << shift;
            if (next < 128)
            {
                return number;
            }
        }
    }
}
