using System.Buffers.Binary;
using System.Text;

namespace Triage.Models.Payloads;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote; anything that it could not have written is damage.</summary>
public ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>Fields added after the payload was written are absent at its end.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Bytes that were not read yet: whoever makes room for many values looks here first.</summary>
    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new PayloadDamagedException(),
    };

    /// <summary>A count of items that follow; each takes at least a byte, so more than what is left is damage.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)_rest.Length ? (int)count : throw new PayloadDamagedException();
    }

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new PayloadDamagedException();
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public long? Optional() => Flag() ? Signed() : null;

    public long Fixed64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public string? Text()
    {
        var length = Unsigned();
        return length == 0 ? null : Encoding.UTF8.GetString(Take(Length(length - 1)));
    }

    public string RequiredText() => Text() ?? throw new PayloadDamagedException();

    public ReadOnlySpan<byte> Bytes() => Take(Length(Unsigned()));

    public DateOnly? Date()
    {
        var day = Unsigned();
        return day == 0 ? null
            : day - 1 <= (ulong)DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)(day - 1))
            : throw new PayloadDamagedException();
    }

    public decimal? Decimal()
    {
        if (!Flag())
        {
            return null;
        }

        var scale = Byte();
        var mantissa = Signed();
        if (scale > 28)
        {
            throw new PayloadDamagedException();
        }

        var magnitude = Magnitude(mantissa);
        return new decimal(unchecked((int)magnitude), unchecked((int)(magnitude >> 32)), 0, mantissa < 0, scale);
    }

    private static ulong Magnitude(long value) => value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;

    private readonly int Length(ulong length) => length <= (ulong)_rest.Length ? (int)length : throw new PayloadDamagedException();

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new PayloadDamagedException();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
