using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>
/// From the bytes of an ONNX file to what they say, or to a refusal. The runtime is never shown these bytes: what was read and checked is written
/// anew for it, so there is nothing that one reader sees and the other does not.
/// </summary>
public static class OnnxModelReader
{
    public const int BytesMax = 64 * 1024 * 1024;

    /// <exception cref="UnsoundModelException">Reads on after the file's name.</exception>
    public static OnnxModel Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length > BytesMax)
        {
            throw new UnsoundModelException($"has {bytes.Length} bytes; an ONNX model has 1 to {BytesMax}");
        }

        var from = new WireReader(bytes, "the model");
        var (version, producer) = (0L, "");
        OnnxGraph? graph = null;
        var opsets = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var notes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Once(WireReader.Varint);
                    version = from.Integer();
                    break;
                case 2:
                    from.Once(WireReader.Bytes);
                    producer = from.Text();
                    break;
                case 3 or 4 or 6: // who made it, and words for people
                    from.Expect(WireReader.Bytes);
                    from.Block();
                    break;
                case 5: // of the model, as its maker counts
                    from.Once(WireReader.Varint);
                    from.Integer();
                    break;
                case 7:
                    from.Once(WireReader.Bytes);
                    graph = OnnxGraphReader.Read(new(from.Block(), "the graph"));
                    break;
                case 8:
                    from.Expect(WireReader.Bytes);
                    Add(opsets, new(from.Block(), "an opset"));
                    break;
                case 14:
                    from.Expect(WireReader.Bytes);
                    Add(notes, new(from.Block(), "a note"));
                    break;
                case 20:
                    throw from.Refused("brings training with it");
                case 25:
                    throw from.Refused("brings functions of its own, which could stand in for any operator");
                default:
                    throw from.Unknown();
            }
        }

        return new(version, opsets.ToImmutable(), graph ?? throw from.Refused("has no graph")) { Producer = producer, Notes = notes.ToImmutable() };
    }

    private static void Add(ImmutableSortedDictionary<string, string>.Builder notes, WireReader from)
    {
        var (key, value) = ("", "");
        while (from.Next())
        {
            from.Once(WireReader.Bytes);
            (key, value) = from.Field switch
            {
                1 => (from.Text(), value),
                2 => (key, from.Text()),
                _ => throw from.Unknown(),
            };
        }

        if (!notes.TryAdd(key, value))
        {
            throw from.Refused($"says twice what '{key}' is");
        }
    }

    private static void Add(ImmutableSortedDictionary<string, long>.Builder opsets, WireReader from)
    {
        var (domain, version) = ("", 0L);
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Once(WireReader.Bytes);
                    domain = OnnxGraphReader.Domain(from.Text());
                    break;
                case 2:
                    from.Once(WireReader.Varint);
                    version = from.Integer();
                    break;
                default:
                    throw from.Unknown();
            }
        }

        if (!opsets.TryAdd(domain, version))
        {
            throw from.Refused($"names the domain '{domain}' twice");
        }
    }
}
