using System.Buffers.Binary;
using System.Text;

namespace Triage.Models.Payloads;

/// <summary>
/// Writes the stored form of everything durable: positional fields, integers as LEB128 variable-length
/// numbers (signed ones zigzag), strings as length + UTF-8 with 0 for absent. Fields are only ever
/// added at the end of a version; any other change is a new version.
/// </summary>
public sealed class PayloadWriter
{
    private byte[] _buffer = new byte[512];
    private int _length;

    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Byte(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Count(int value) => Unsigned((ulong)value);

    public void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>0 for absent, else zigzag of the value after a 1.</summary>
    public void Optional(long? value)
    {
        Flag(value.HasValue);
        if (value is { } present)
        {
            Signed(present);
        }
    }

    public void Fixed64(long value)
    {
        Reserve(8);
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += 8;
    }

    public void Fixed32(int value)
    {
        Reserve(4);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length), value);
        _length += 4;
    }

    /// <summary>Bit for bit.</summary>
    public void Single(float value) => Fixed32(BitConverter.SingleToInt32Bits(value));

    /// <summary>Bit for bit.</summary>
    public void Double(double value) => Fixed64(BitConverter.DoubleToInt64Bits(value));

    public void Text(string? value)
    {
        if (value is null)
        {
            Unsigned(0);
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)bytes + 1);
        Reserve(bytes);
        Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
        _length += bytes;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
    }

    /// <summary>Without their length: the reader knows it.</summary>
    public void Raw(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
    }

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => _length = 0;

    /// <summary>0 for absent, else the day number + 1 (day 0 is 0001-01-01).</summary>
    public void Date(DateOnly? value) => Unsigned(value is { } day ? (ulong)day.DayNumber + 1 : 0);

    /// <summary>Scale and mantissa without trailing zeros, so that equal numbers have equal bytes.</summary>
    public void Decimal(decimal? value)
    {
        Flag(value.HasValue);
        if (value is not { } number)
        {
            return;
        }

        var scale = 0;
        while (number != decimal.Truncate(number))
        {
            number *= 10;
            scale++;
        }

        Byte((byte)scale);
        Signed(decimal.ToInt64(number));
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }
    }
}
