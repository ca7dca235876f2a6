using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Checks;
using Triage.Models.Scoring.Onnx.Format;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Onnx;

public sealed class OnnxModelReaderTests
{
    private const int Features = 4;

    private static readonly OnnxModel Sound = SampleOnnx.Network(Features, 1);
    private static readonly byte[] Bytes = OnnxModelWriter.Encode(Sound);

    [Fact]
    public void Decode_of_what_was_written_is_written_the_same() => Assert.Equal(Bytes, OnnxModelWriter.Encode(OnnxModelReader.Decode(Bytes)));

    [Fact]
    public void Decode_of_every_beginning_is_refused()
    {
        for (var length = 0; length < Bytes.Length; length++)
        {
            // What ends behind a whole field lacks its opset, which the check asks for.
            Assert.Throws<UnsoundModelException>(() => OnnxCheck.Check(OnnxModelReader.Decode(Bytes.AsSpan(0, length)), SampleOnnx.Contract(Features), 1));
        }
    }

    [Fact]
    public void Decode_of_flipped_bits_is_another_model_or_refused_and_never_more_than_that()
    {
        var chance = new Random(5);
        var refused = 0;
        for (var time = 0; time < 20_000; time++)
        {
            var changed = Bytes.ToArray();
            changed[chance.Next(changed.Length)] ^= (byte)(1 << chance.Next(8));
            try
            {
                OnnxCheck.Check(OnnxModelReader.Decode(changed), SampleOnnx.Contract(Features), 1);
            }
            catch (UnsoundModelException)
            {
                refused++;
            }
        }

        Assert.True(refused > 1_000, $"{refused} were refused");
    }

    [Fact]
    public void Load_of_flipped_bits_that_the_check_takes_is_taken_by_the_runtime_or_refused_by_it()
    {
        var chance = new Random(6);
        for (var time = 0; time < 300; time++)
        {
            var changed = Bytes.ToArray();
            changed[chance.Next(changed.Length)] ^= (byte)(1 << chance.Next(8));
            try
            {
                OnnxRowScorer.Load(changed, SampleOnnx.Contract(Features)).Score([1, 2, 3, 4]);
            }
            catch (UnsoundModelException)
            {
                // As it should be.
            }
        }
    }

    [Fact]
    public void Decode_of_a_file_that_is_too_large_is_refused() =>
        Assert.Contains("bytes", Assert.Throws<UnsoundModelException>(() => OnnxModelReader.Decode(new byte[OnnxModelReader.BytesMax + 1])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(25, "functions of its own")]
    [InlineData(20, "training")]
    [InlineData(30, "field 30")]
    public void Decode_model_with_what_no_model_here_may_have_is_refused(int field, string why) => Refuses(why, to => to.Block(field, []));

    [Fact]
    public void Decode_a_second_graph_is_refused_because_others_would_join_the_two() => Refuses("field 7 twice", to => to.Block(7, []));

    [Fact]
    public void Decode_two_opsets_of_one_domain_are_refused() => Refuses("twice", to => to.Message(8, opset =>
    {
        opset.Text(1, "ai.onnx"); // which is the empty one
        opset.Integer(2, 9);
    }));

    [Fact]
    public void Decode_tensor_in_another_file_is_refused()
    {
        RefusesTensor("in another file", tensor => tensor.Message(13, location =>
        {
            location.Text(1, "location");
            location.Text(2, "../../etc/passwd");
        }));
        RefusesTensor("in another file", tensor => tensor.Integer(14, 1));
    }

    [Fact]
    public void Decode_tensor_of_texts_or_with_too_few_bytes_is_refused()
    {
        RefusesTensor("elements of type 8", tensor => tensor.Integer(2, 8));
        RefusesTensor("has 0 bytes", tensor =>
        {
            tensor.Integers(1, [2, 3]);
            tensor.Integer(2, 1);
        });
        RefusesTensor("has 0 bytes", tensor =>
        {
            tensor.Integers(1, [1L << 31, 1L << 33]);
            tensor.Integer(2, 1);
        });
        RefusesTensor("has 0 bytes", tensor =>
        {
            tensor.Integers(1, [-1]);
            tensor.Integer(2, 1);
        });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Decode_tensor_with_what_is_no_finite_number_is_refused(float value)
    {
        var odd = OnnxTensor.Of("w", [1], [value]);
        var model = Sound with { Graph = Sound.Graph with { Initializers = Sound.Graph.Initializers.Add(odd) } };
        Assert.Contains("no finite number", Assert.Throws<UnsoundModelException>(() => OnnxModelReader.Decode(OnnxModelWriter.Encode(model))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_graph_in_the_graph_is_refused() => Refuses(
        "a graph in the graph",
        to => to.Message(7, graph => graph.Message(1, node => node.Message(5, attribute =>
        {
            attribute.Text(1, "then_branch");
            attribute.Block(6, []);
            attribute.Integer(20, 5);
        }))),
        from: []);

    [Fact]
    public void Decode_output_that_is_a_map_says_what_to_tell_the_converter() => Refuses(
        "zipmap=False",
        to => to.Message(7, graph => graph.Message(12, value =>
        {
            value.Text(1, "probabilities");
            value.Message(2, type => type.Block(4, []));
        })),
        from: []);

    private static void RefusesTensor(string why, Action<WireWriter> tensor) => Refuses(why, to => to.Message(7, graph => graph.Message(5, tensor)), from: []);

    private static void Refuses(string why, Action<WireWriter> write, byte[]? from = null)
    {
        var to = new WireWriter();
        write(to);
        byte[] bytes = [.. from ?? Bytes, .. to.ToArray()];
        Assert.Contains(why, Assert.Throws<UnsoundModelException>(() => OnnxModelReader.Decode(bytes)).Message, StringComparison.Ordinal);
    }
}
