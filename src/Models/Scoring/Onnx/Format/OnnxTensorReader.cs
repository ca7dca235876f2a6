using System.Runtime.InteropServices;

namespace Triage.Models.Scoring.Onnx.Format;

internal static class OnnxTensorReader
{
    private const int RankMax = 8;

    public static OnnxTensor Read(WireReader from)
    {
        var (name, element) = ("", 0L);
        var dims = new List<long>();
        var (floats, doubles, words, longs) = (new List<float>(), new List<double>(), new List<long>(), new List<long>());
        byte[]? raw = null;
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Integers(dims);
                    break;
                case 2:
                    from.Once(WireReader.Varint);
                    element = from.Integer();
                    break;
                case 4:
                    from.Numbers(floats, WireReader.Fixed32);
                    break;
                case 5:
                    from.Integers(words);
                    break;
                case 7:
                    from.Integers(longs);
                    break;
                case 8:
                    from.Once(WireReader.Bytes);
                    name = from.Text();
                    break;
                case 9:
                    from.Once(WireReader.Bytes);
                    raw = from.Block().ToArray();
                    break;
                case 10:
                    from.Numbers(doubles, WireReader.Fixed64);
                    break;
                case 12 or 16: // words for people
                    from.Expect(WireReader.Bytes);
                    from.Block();
                    break;
                case 13:
                    throw from.Refused($"('{name}') keeps its numbers in another file: a model is one file");
                case 14:
                    from.Once(WireReader.Varint);
                    if (from.Integer() != 0)
                    {
                        throw from.Refused($"('{name}') keeps its numbers in another file: a model is one file");
                    }

                    break;
                default:
                    throw from.Unknown();
            }
        }

        if (!Enum.IsDefined((OnnxElement)element))
        {
            throw from.Refused($"('{name}') is made of elements of type {element}; there are {string.Join(", ", Enum.GetValues<OnnxElement>())}");
        }

        var kind = (OnnxElement)element;
        var bytes = raw ?? Bytes(kind, floats, doubles, words, longs);
        var given = (raw is null ? 0 : 1) + (floats.Count > 0 ? 1 : 0) + (doubles.Count > 0 ? 1 : 0) + (words.Count > 0 ? 1 : 0) + (longs.Count > 0 ? 1 : 0);
        var count = dims.Count <= RankMax ? OnnxTensor.CountOf([.. dims]) : -1;
        if (count < 0 || given > 1 || bytes.Length != count * OnnxTensor.SizeOf(kind))
        {
            throw from.Refused($"('{name}') of {kind}[{string.Join(", ", dims.Take(RankMax + 1))}] has {bytes.Length} bytes of elements, or too many dimensions, or its elements in two places");
        }

        if (kind == OnnxElement.Bool && bytes.Any(one => one > 1))
        {
            throw from.Refused($"('{name}') has a truth value that is neither");
        }

        var tensor = new OnnxTensor(name, kind, [.. dims], ImmutableCollectionsMarshal.AsImmutableArray(bytes));
        return tensor.IsFinite() ? tensor : throw from.Refused($"('{name}') has an element that is no finite number");
    }

    private static byte[] Bytes(OnnxElement kind, List<float> floats, List<double> doubles, List<long> words, List<long> longs) => kind switch
    {
        OnnxElement.Single => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(floats)).ToArray(),
        OnnxElement.Double => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(doubles)).ToArray(),
        OnnxElement.Int64 => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(longs)).ToArray(),
        OnnxElement.Bool => [.. words.Select(word => word is 0 or 1 ? (byte)word : byte.MaxValue)],
        _ => MemoryMarshal.AsBytes(words.Select(word => unchecked((int)word)).ToArray().AsSpan()).ToArray(),
    };
}
