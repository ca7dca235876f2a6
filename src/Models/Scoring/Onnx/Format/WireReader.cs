using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>
/// The wire form of protocol buffers, field by field, as strictly as its few users need: groups, fields that nobody expects and a field twice
/// where one is meant are refused, because another reader might make something else of them.
/// </summary>
/// <param name="where">The message that is read, for people.</param>
internal ref struct WireReader(ReadOnlySpan<byte> message, string where)
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;

    private const int FieldsOnce = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = message;
    private ulong _seen;

    public int Field { get; private set; }

    public int Kind { get; private set; }

    public readonly string Where => where;

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var key = Unsigned();
        (Field, Kind) = key >> 3 is var field and > 0 and < FieldsOnce ? ((int)field, (int)(key & 7)) : throw Refused($"has a field of number {key >> 3}");
        return true;
    }

    /// <summary>Before the value of a field that may be there once.</summary>
    public void Once(int kind)
    {
        Expect(kind);
        if ((_seen & (1UL << Field)) != 0)
        {
            throw Refused($"has field {Field} twice");
        }

        _seen |= 1UL << Field;
    }

    public readonly void Expect(int kind)
    {
        if (Kind != kind)
        {
            throw Refused($"has field {Field} in another form than the format gives it");
        }
    }

    public readonly UnsoundModelException Unknown() => Refused($"uses field {Field} of the format, which no model here may use");

    public readonly UnsoundModelException Refused(string what) => new($"is no ONNX model that can be served: {where} {what}");

    public long Integer() => unchecked((long)Unsigned());

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public ReadOnlySpan<byte> Block() => Unsigned() is var length && length <= (ulong)_rest.Length ? Take((int)length) : throw Cut();

    public string Text()
    {
        try
        {
            return Utf8.GetString(Block());
        }
        catch (DecoderFallbackException)
        {
            throw Refused($"has a text that is no UTF-8 in field {Field}");
        }
    }

    /// <summary>One number, or many that are packed together: writers choose.</summary>
    public void Integers(List<long> into)
    {
        if (Kind == Varint)
        {
            into.Add(Integer());
            return;
        }

        Expect(Bytes);
        for (var packed = new WireReader(Block(), where); !packed._rest.IsEmpty;)
        {
            into.Add(packed.Integer());
        }
    }

    /// <summary>As <see cref="Integers"/>, of numbers of a fixed size.</summary>
    public void Numbers<T>(List<T> into, int kind) where T : unmanaged
    {
        var size = kind == Fixed32 ? sizeof(float) : sizeof(double);
        if (Kind != kind)
        {
            Expect(Bytes);
        }

        var bytes = Kind == kind ? Take(size) : Block();
        if (bytes.Length % size != 0)
        {
            throw Cut();
        }

        into.AddRange(MemoryMarshal.Cast<byte, T>(bytes));
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Refused("has a number of more than 64 bits");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Cut();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private readonly UnsoundModelException Cut() => Refused("ends in the middle of a field");
}
