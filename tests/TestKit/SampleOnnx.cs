using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.TestKit;

/// <summary>ONNX models as another toolkit would write them: one hidden layer with weights drawn by a seed.</summary>
public static class SampleOnnx
{
    public const string Input = "x";
    public const string Output = "y";
    private const int Hidden = 24;

    public static OnnxContract Contract(int features, string output = OnnxOutputs.Probability) => new(Input, Output, ImmutableSortedDictionary<string, long>.Empty.Add("ai.onnx", 17), features, output);

    /// <summary>Gives a probability: Gemm, Relu, Gemm, Sigmoid.</summary>
    public static OnnxModel Network(int features, int seed)
    {
        var chance = new SplitMix((ulong)seed);
        return new(8, ImmutableSortedDictionary<string, long>.Empty.Add("", 17), new(
            "network",
            [
                new("Gemm", "", [Input, "w1", "b1"], ["h"], []),
                new("Relu", "", ["h"], ["r"], []),
                new("Gemm", "", ["r", "w2", "b2"], ["z"], []),
                new("Sigmoid", "", ["z"], [Output], []),
            ],
            [
                OnnxTensor.Of("w1", [features, Hidden], Drawn(features * Hidden, ref chance)),
                OnnxTensor.Of("b1", [Hidden], Drawn(Hidden, ref chance)),
                OnnxTensor.Of("w2", [Hidden, 1], Drawn(Hidden, ref chance)),
                OnnxTensor.Of("b2", [1], Drawn(1, ref chance)),
            ],
            [OnnxValue.Of(Input, OnnxElement.Single, OnnxDim.Open("n"), new OnnxDim(features))],
            [OnnxValue.Of(Output, OnnxElement.Single, OnnxDim.Open("n"), new OnnxDim(1))]));
    }

    /// <summary>What <see cref="Network"/> gives before the last step, in double precision.</summary>
    public static double LogOdds(OnnxModel network, ReadOnlySpan<float> row)
    {
        var (w1, b1, w2, b2) = (Values(network, 0), Values(network, 1), Values(network, 2), Values(network, 3));
        double sum = b2[0];
        for (var unit = 0; unit < Hidden; unit++)
        {
            double activation = b1[unit];
            for (var feature = 0; feature < row.Length; feature++)
            {
                activation += (double)row[feature] * w1[feature * Hidden + unit];
            }

            sum += Math.Max(0, activation) * w2[unit];
        }

        return sum;
    }

    public static OnnxRowScorer Scorer(int features, int seed) => OnnxRowScorer.Load(OnnxModelWriter.Encode(Network(features, seed)), Contract(features));

    private static float[] Drawn(int count, ref SplitMix chance)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(chance.NextShare() - 0.5);
        }

        return values;
    }

    private static float[] Values(OnnxModel network, int tensor) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(network.Graph.Initializers[tensor].Bytes.AsSpan()).ToArray();
}
