using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>What goes into a graph and what comes out: tensors alone, no sequences and no maps.</summary>
internal static class OnnxValueReader
{
    public static OnnxValue Read(WireReader from)
    {
        var (name, element) = ("", OnnxElement.Bool);
        ImmutableArray<OnnxDim> dims = default;
        while (from.Next())
        {
            from.Expect(WireReader.Bytes);
            switch (from.Field)
            {
                case 1:
                    from.Once(WireReader.Bytes);
                    name = from.Text();
                    break;
                case 2:
                    from.Once(WireReader.Bytes);
                    (element, dims) = Type(new(from.Block(), $"{from.Where} ('{name}')"));
                    break;
                case 3 or 4:
                    from.Block();
                    break;
                default:
                    throw from.Unknown();
            }
        }

        return dims.IsDefault ? throw from.Refused($"('{name}') has no type and shape") : new(name, element, dims);
    }

    private static (OnnxElement, ImmutableArray<OnnxDim>) Type(WireReader from)
    {
        (OnnxElement, ImmutableArray<OnnxDim>)? tensor = null;
        while (from.Next())
        {
            from.Once(WireReader.Bytes);
            tensor = from.Field switch
            {
                1 => Tensor(new(from.Block(), from.Where)),
                6 when from.Block() is var _ => tensor,
                _ => throw from.Refused("is no tensor: a map or a sequence, as converters of scikit-learn make where they are not told zipmap=False"),
            };
        }

        return tensor ?? throw from.Refused("has no type");
    }

    private static (OnnxElement, ImmutableArray<OnnxDim>) Tensor(WireReader from)
    {
        var element = 0L;
        var dims = ImmutableArray<OnnxDim>.Empty;
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Once(WireReader.Varint);
                    element = from.Integer();
                    break;
                case 2:
                    from.Once(WireReader.Bytes);
                    dims = Shape(new(from.Block(), from.Where));
                    break;
                default:
                    throw from.Unknown();
            }
        }

        return Enum.IsDefined((OnnxElement)element) ? ((OnnxElement)element, dims) : throw from.Refused($"is made of elements of type {element}; there are {string.Join(", ", Enum.GetValues<OnnxElement>())}");
    }

    private static ImmutableArray<OnnxDim> Shape(WireReader from)
    {
        var dims = ImmutableArray.CreateBuilder<OnnxDim>();
        while (from.Next())
        {
            from.Expect(WireReader.Bytes);
            dims.Add(from.Field == 1 ? Dim(new(from.Block(), from.Where)) : throw from.Unknown());
        }

        return dims.DrainToImmutable();
    }

    private static OnnxDim Dim(WireReader from)
    {
        var dim = new OnnxDim(-1);
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Once(WireReader.Varint);
                    dim = dim with { Size = Math.Max(-1, from.Integer()) };
                    break;
                case 2:
                    from.Once(WireReader.Bytes);
                    dim = dim with { Name = from.Text() };
                    break;
                case 3:
                    from.Once(WireReader.Bytes);
                    from.Block();
                    break;
                default:
                    throw from.Unknown();
            }
        }

        return dim;
    }
}
