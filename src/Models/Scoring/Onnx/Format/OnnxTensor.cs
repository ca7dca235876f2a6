using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Triage.Models.Scoring.Onnx.Format;

/// <param name="Bytes">The elements, little-endian, one behind the other.</param>
public sealed record OnnxTensor(string Name, OnnxElement Element, ImmutableArray<long> Dims, ImmutableArray<byte> Bytes)
{
    /// <summary>As many as the dimensions make; below 0 where they are no sizes or too many.</summary>
    public static long CountOf(ImmutableArray<long> dims)
    {
        var count = 1L;
        foreach (var dim in dims)
        {
            count = dim is < 0 or > int.MaxValue || count * dim > int.MaxValue ? -1 : count * dim;
            if (count < 0)
            {
                return -1;
            }
        }

        return count;
    }

    public static int SizeOf(OnnxElement element) => element switch
    {
        OnnxElement.Bool => sizeof(byte),
        OnnxElement.Single or OnnxElement.Int32 => sizeof(int),
        _ => sizeof(long),
    };

    public static OnnxTensor Of(string name, ReadOnlySpan<long> dims, ReadOnlySpan<float> values) => new(name, OnnxElement.Single, [.. dims], [.. MemoryMarshal.AsBytes(values)]);

    public static OnnxTensor Of(string name, ReadOnlySpan<long> dims, ReadOnlySpan<double> values) => new(name, OnnxElement.Double, [.. dims], [.. MemoryMarshal.AsBytes(values)]);

    public static OnnxTensor Of(string name, ReadOnlySpan<long> dims, ReadOnlySpan<long> values) => new(name, OnnxElement.Int64, [.. dims], [.. MemoryMarshal.AsBytes(values)]);

    /// <summary>Its elements where they are 64-bit integers: axes, shapes and indices.</summary>
    public long[]? Integers()
    {
        if (Element != OnnxElement.Int64)
        {
            return null;
        }

        var values = new long[Bytes.Length / sizeof(long)];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan().Slice(at * sizeof(long), sizeof(long)));
        }

        return values;
    }

    /// <summary>Whether each element is a finite number.</summary>
    public bool IsFinite() => Element switch
    {
        OnnxElement.Single => MemoryMarshal.Cast<byte, float>(Bytes.AsSpan()).ToArray().All(float.IsFinite),
        OnnxElement.Double => MemoryMarshal.Cast<byte, double>(Bytes.AsSpan()).ToArray().All(double.IsFinite),
        _ => true,
    };
}
