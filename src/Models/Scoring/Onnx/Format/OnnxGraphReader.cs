using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

internal static class OnnxGraphReader
{
    private const int NodesMax = 10_000;
    private const string Standard = "ai.onnx";

    /// <summary>The standard's domain has two names.</summary>
    public static string Domain(string written) => written == Standard ? "" : written;

    public static OnnxGraph Read(WireReader from)
    {
        var name = "";
        var nodes = ImmutableArray.CreateBuilder<OnnxNode>();
        var tensors = ImmutableArray.CreateBuilder<OnnxTensor>();
        var inputs = ImmutableArray.CreateBuilder<OnnxValue>();
        var outputs = ImmutableArray.CreateBuilder<OnnxValue>();
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Expect(WireReader.Bytes);
                    nodes.Add(nodes.Count < NodesMax ? Node(new(from.Block(), $"node {nodes.Count + 1}")) : throw from.Refused($"has more than {NodesMax} nodes"));
                    break;
                case 2:
                    from.Once(WireReader.Bytes);
                    name = from.Text();
                    break;
                case 5:
                    from.Expect(WireReader.Bytes);
                    tensors.Add(OnnxTensorReader.Read(new(from.Block(), $"initialiser {tensors.Count + 1}")));
                    break;
                case 10 or 16: // words for people
                    from.Expect(WireReader.Bytes);
                    from.Block();
                    break;
                case 11:
                    from.Expect(WireReader.Bytes);
                    inputs.Add(OnnxValueReader.Read(new(from.Block(), $"input {inputs.Count + 1}")));
                    break;
                case 12:
                    from.Expect(WireReader.Bytes);
                    outputs.Add(OnnxValueReader.Read(new(from.Block(), $"output {outputs.Count + 1}")));
                    break;
                case 13: // of values in between: what they are is worked out, not believed
                    from.Expect(WireReader.Bytes);
                    from.Block();
                    break;
                default:
                    throw from.Unknown();
            }
        }

        return new(name, nodes.DrainToImmutable(), tensors.DrainToImmutable(), inputs.DrainToImmutable(), outputs.DrainToImmutable());
    }

    private static OnnxNode Node(WireReader from)
    {
        var (kind, domain) = ("", "");
        var inputs = ImmutableArray.CreateBuilder<string>();
        var outputs = ImmutableArray.CreateBuilder<string>();
        var attributes = ImmutableArray.CreateBuilder<OnnxAttribute>();
        while (from.Next())
        {
            from.Expect(WireReader.Bytes);
            switch (from.Field)
            {
                case 1:
                    inputs.Add(from.Text());
                    break;
                case 2:
                    outputs.Add(from.Text());
                    break;
                case 3 or 6 or 9: // names and words for people
                    from.Block();
                    break;
                case 4:
                    from.Once(WireReader.Bytes);
                    kind = from.Text();
                    break;
                case 5:
                    attributes.Add(Attribute(new(from.Block(), $"{from.Where}, attribute {attributes.Count + 1}")));
                    break;
                case 7:
                    from.Once(WireReader.Bytes);
                    domain = Domain(from.Text());
                    break;
                case 8 when from.Text().Length == 0: // an overload, and none is meant
                    break;
                default:
                    throw from.Unknown();
            }
        }

        return new(kind, domain, inputs.DrainToImmutable(), outputs.DrainToImmutable(), attributes.DrainToImmutable());
    }

    private static OnnxAttribute Attribute(WireReader from)
    {
        var attribute = new OnnxAttribute("", 0);
        var (floats, ints, texts) = (new List<float>(), new List<long>(), new List<string>());
        while (from.Next())
        {
            switch (from.Field)
            {
                case 1:
                    from.Once(WireReader.Bytes);
                    attribute = attribute with { Name = from.Text() };
                    break;
                case 2:
                    from.Once(WireReader.Fixed32);
                    attribute = attribute with { Float = from.Single() };
                    break;
                case 3:
                    from.Once(WireReader.Varint);
                    attribute = attribute with { Int = from.Integer() };
                    break;
                case 4:
                    from.Once(WireReader.Bytes);
                    attribute = attribute with { Text = from.Text() };
                    break;
                case 5:
                    from.Once(WireReader.Bytes);
                    attribute = attribute with { Tensor = OnnxTensorReader.Read(new(from.Block(), $"{from.Where}, its tensor")) };
                    break;
                case 7:
                    from.Numbers(floats, WireReader.Fixed32);
                    break;
                case 8:
                    from.Integers(ints);
                    break;
                case 9:
                    from.Expect(WireReader.Bytes);
                    texts.Add(from.Text());
                    break;
                case 6 or 11:
                    throw from.Refused("holds a graph in the graph: no loops and no branches are served");
                case 13:
                    from.Expect(WireReader.Bytes);
                    from.Block();
                    break;
                case 20:
                    from.Once(WireReader.Varint);
                    attribute = attribute with { Kind = (OnnxAttributeKind)from.Integer() };
                    break;
                default:
                    throw from.Unknown();
            }
        }

        var isSound = Enum.IsDefined(attribute.Kind) && (attribute.Kind != OnnxAttributeKind.Tensor || attribute.Tensor is not null);
        return isSound ? attribute with { Floats = [.. floats], Ints = [.. ints], Texts = [.. texts] } : throw from.Refused($"is of kind {(int)attribute.Kind}, which no model here may use");
    }
}
