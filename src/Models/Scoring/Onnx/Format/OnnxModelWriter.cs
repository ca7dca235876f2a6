using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx.Format;

/// <summary>The bytes of an ONNX file.</summary>
public static class OnnxModelWriter
{
    public static byte[] Encode(OnnxModel model)
    {
        var to = new WireWriter();
        to.Integer(1, model.IrVersion);
        to.Text(2, model.Producer);
        to.Message(7, graph => Write(graph, model.Graph));
        foreach (var (domain, version) in model.Opsets)
        {
            to.Message(8, opset =>
            {
                opset.Text(1, domain);
                opset.Integer(2, version);
            });
        }

        foreach (var (key, value) in model.Notes)
        {
            to.Message(14, note =>
            {
                note.Text(1, key);
                note.Text(2, value);
            });
        }

        return to.ToArray();
    }

    private static void Write(WireWriter to, OnnxGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            to.Message(1, one => Write(one, node));
        }

        to.Text(2, graph.Name);
        foreach (var tensor in graph.Initializers)
        {
            to.Message(5, one => Write(one, tensor));
        }

        WriteEach(to, 11, graph.Inputs);
        WriteEach(to, 12, graph.Outputs);
    }

    private static void Write(WireWriter to, OnnxNode node)
    {
        foreach (var input in node.Inputs)
        {
            to.Text(1, input);
        }

        foreach (var output in node.Outputs)
        {
            to.Text(2, output);
        }

        to.Text(4, node.Operator);
        foreach (var attribute in node.Attributes)
        {
            to.Message(5, one => Write(one, attribute));
        }

        to.Text(7, node.Domain);
    }

    private static void Write(WireWriter to, OnnxAttribute attribute)
    {
        to.Text(1, attribute.Name);
        switch (attribute.Kind)
        {
            case OnnxAttributeKind.Float:
                to.Single(2, attribute.Float);
                break;
            case OnnxAttributeKind.Int:
                to.Integer(3, attribute.Int);
                break;
            case OnnxAttributeKind.Text:
                to.Text(4, attribute.Text);
                break;
            case OnnxAttributeKind.Tensor:
                to.Message(5, tensor => Write(tensor, attribute.Tensor!)); // its kind says so
                break;
            case OnnxAttributeKind.Floats:
                to.Singles(7, attribute.Floats.AsSpan());
                break;
            case OnnxAttributeKind.Ints:
                to.Integers(8, attribute.Ints);
                break;
            default:
                foreach (var text in attribute.Texts)
                {
                    to.Text(9, text);
                }

                break;
        }

        to.Integer(20, (long)attribute.Kind);
    }

    private static void Write(WireWriter to, OnnxTensor tensor)
    {
        to.Integers(1, tensor.Dims);
        to.Integer(2, (long)tensor.Element);
        to.Text(8, tensor.Name);
        to.Block(9, tensor.Bytes.AsSpan());
    }

    private static void WriteEach(WireWriter to, int field, ImmutableArray<OnnxValue> values)
    {
        foreach (var value in values)
        {
            to.Message(field, one =>
            {
                one.Text(1, value.Name);
                one.Message(2, type => type.Message(1, tensor =>
                {
                    tensor.Integer(1, (long)value.Element);
                    tensor.Message(2, shape => WriteDims(shape, value.Dims));
                }));
            });
        }
    }

    private static void WriteDims(WireWriter to, ImmutableArray<OnnxDim> dims)
    {
        foreach (var dim in dims)
        {
            to.Message(1, one =>
            {
                if (dim.IsOpen)
                {
                    one.Text(2, dim.Name);
                }
                else
                {
                    one.Integer(1, dim.Size);
                }
            });
        }
    }
}
