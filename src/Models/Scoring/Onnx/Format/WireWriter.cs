using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>The wire form of protocol buffers. What is empty or zero is left out, as the format's default.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _to = new();

    public byte[] ToArray() => _to.WrittenSpan.ToArray();

    public void Integer(int field, long value)
    {
        Unsigned((ulong)field << 3 | WireReader.Varint);
        Unsigned(unchecked((ulong)value));
    }

    public void Single(int field, float value)
    {
        Unsigned((ulong)field << 3 | WireReader.Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _to.Write(bytes);
    }

    public void Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    public void Block(int field, ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)field << 3 | WireReader.Bytes);
        Unsigned((ulong)value.Length);
        _to.Write(value);
    }

    public void Message(int field, Action<WireWriter> write)
    {
        var inner = new WireWriter();
        write(inner);
        Block(field, inner._to.WrittenSpan);
    }

    public void Integers(int field, IEnumerable<long> values)
    {
        var packed = new WireWriter();
        foreach (var value in values)
        {
            packed.Unsigned(unchecked((ulong)value));
        }

        Block(field, packed._to.WrittenSpan);
    }

    public void Singles(int field, ReadOnlySpan<float> values) => Block(field, MemoryMarshal.AsBytes(values));

    private void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _to.GetSpan(1)[0] = value;
        _to.Advance(1);
    }
}
