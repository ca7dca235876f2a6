using Triage.Models.Features;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Format;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Onnx;

public sealed class OnnxRowScorerTests
{
    private const int Features = 13;

    [Fact]
    public void Score_is_the_log_odds_of_what_the_network_says()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var scorer = SampleOnnx.Scorer(Features, seed);
            foreach (var row in Rows(seed, 20))
            {
                Assert.Equal(SampleOnnx.LogOdds(SampleOnnx.Network(Features, seed), row), scorer.Score(row), 1e-4);
            }
        }
    }

    [Fact]
    public void ScoreEach_gives_each_row_the_bits_that_it_gets_alone()
    {
        var scorer = SampleOnnx.Scorer(Features, 1);
        var rows = Rows(1, 64);
        var scores = new double[rows.Length];
        scorer.ScoreEach(rows.SelectMany(row => row).ToArray(), scores);
        Assert.Equal(rows.Select(row => scorer.Score(row)), scores);
    }

    [Fact]
    public void Score_by_many_threads_of_one_session_is_the_same_to_the_last_bit()
    {
        var scorer = SampleOnnx.Scorer(Features, 2);
        var rows = Rows(2, 500);
        var alone = rows.Select(row => scorer.Score(row)).ToArray();
        var wrong = 0;
        Parallel.For(0, 8 * rows.Length, new() { MaxDegreeOfParallelism = 8 }, at =>
        {
            var row = at % rows.Length;
            if (BitConverter.DoubleToInt64Bits(scorer.Score(rows[row])) != BitConverter.DoubleToInt64Bits(alone[row]))
            {
                Interlocked.Increment(ref wrong);
            }
        });
        Assert.Equal(0, wrong);
        Assert.True(alone.Distinct().Count() > 400);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(2f)]
    public void Score_of_a_class_of_two_is_the_seconds(float other)
    {
        var network = SampleOnnx.Network(1, 1);
        var doubled = network with
        {
            Graph = network.Graph with
            {
                Nodes = [new("Mul", "", [SampleOnnx.Input, "w"], [SampleOnnx.Output], [])],
                Initializers = [OnnxTensor.Of("w", [1, 2], [-other, 3f])],
            },
        };
        Assert.Equal(6, OnnxRowScorer.Load(OnnxModelWriter.Encode(doubled), SampleOnnx.Contract(1, OnnxOutputs.LogOdds)).Score([2]));
    }

    [Fact]
    public void Score_that_is_no_number_or_no_probability_is_refused_and_the_next_row_is_asked()
    {
        var network = SampleOnnx.Network(1, 1);
        var log = network with { Graph = network.Graph with { Nodes = [new("Log", "", [SampleOnnx.Input], [SampleOnnx.Output], [])], Initializers = [] } };
        var scorer = OnnxRowScorer.Load(OnnxModelWriter.Encode(log), SampleOnnx.Contract(1, OnnxOutputs.LogOdds));
        Assert.Throws<UnsoundModelException>(() => scorer.Score([0]));
        Assert.Throws<UnsoundModelException>(() => scorer.Score([-1]));
        Assert.Equal(0, scorer.Score([1]));
        Assert.Throws<UnsoundModelException>(() => OnnxRowScorer.Load(OnnxModelWriter.Encode(log), SampleOnnx.Contract(1)).Score([MathF.E * MathF.E]));
    }

    [Fact]
    public void Score_row_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => SampleOnnx.Scorer(Features, 1).Score(new float[Features + 1]));

    private static float[][] Rows(int seed, int count)
    {
        var chance = new SplitMix((ulong)seed);
        var rows = new float[count][];
        foreach (ref var row in rows.AsSpan())
        {
            row = new float[Features];
            foreach (ref var value in row.AsSpan())
            {
                value = (float)(6 * chance.NextShare() - 3);
            }
        }

        return rows;
    }
}
