using System.Text;

namespace Triage.Models.Matching;

internal ref struct TwinSummaryReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public long ReadInt64()
    {
        var zigzag = ReadVarint();
        return unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
    }

    public int ReadInt32()
    {
        var value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Malformed();
    }

    public byte ReadByte()
    {
        var value = ReadInt64();
        return value is >= 0 and <= byte.MaxValue ? (byte)value : throw Malformed();
    }

    public string? ReadString()
    {
        var lengthPlusOne = ReadInt64();
        if (lengthPlusOne == 0)
        {
            return null;
        }

        if (lengthPlusOne < 0 || lengthPlusOne - 1 > _rest.Length)
        {
            throw Malformed();
        }

        var length = (int)(lengthPlusOne - 1);
        var value = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return value;
    }

    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw Malformed();
        }
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Malformed();
    }

    private static FormatException Malformed() => new("The bytes of a twin summary end early, go on, or hold a value out of range.");
}
