using CsCheck;
using Triage.Models.Payloads;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Tests.Scoring;

public sealed class TreeEnsembleCodecTests
{
    private const int Features = 5;

    private static readonly Gen<TreeEnsemble> Ensembles = Gen.Select(Gen.Double[-5, 5], Trees().Array[0, 6]).Select((bias, trees) => new TreeEnsemble(Features, bias, [.. trees]));

    [Fact]
    public void Decode_what_was_encoded_scores_every_row_with_the_same_bits() => Gen.Select(Ensembles, Gen.Float[-3, 3].Array[Features]).Sample((trees, row) =>
    {
        var again = Decode(Encode(trees));
        Assert.Equal(BitConverter.DoubleToInt64Bits(trees.Score(row)), BitConverter.DoubleToInt64Bits(again.Score(row)));
        Assert.Equal(trees.Base, again.Base);
    });

    [Fact]
    public void Decode_bytes_that_end_early_are_damage() => Ensembles.Sample(
        trees =>
        {
            var bytes = Encode(trees);
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<PayloadDamagedException>(() => Decode(bytes[..length]));
            }
        },
        iter: 20);

    [Fact]
    public void Decode_changed_bytes_are_damage_or_trees_that_end_every_walk() => Gen.Select(Ensembles, Gen.Int[0, 10_000], Gen.Byte, Gen.Float[-3, 3].Array[Features]).Sample((trees, at, to, row) =>
    {
        var bytes = Encode(trees);
        bytes[at % bytes.Length] = to;
        try
        {
            var read = Decode(bytes);
            if (read.FeaturesCount == Features)
            {
                _ = read.Score(row);
            }
        }
        catch (Exception refused) when (refused is PayloadDamagedException or UnsoundModelException)
        {
            // Refused: as good.
        }
    });

    [Fact]
    public void Decode_a_child_before_its_parent_is_damage()
    {
        var loop = new TreeNodes([0, -1, -1], [1, 0, 0], [0, 0, 0], [2, 0, 0], [0, 1, 2]);
        Assert.Throws<UnsoundModelException>(() => Decode(Encode(new(1, 0, [loop]))));
    }

    private static Gen<TreeNodes> Trees() => Gen.Select(Gen.Int[0, 6], Gen.Int[0, Features - 1].Array[6], Gen.Float[-3, 3].Array[6], Gen.Double[-2, 2].Array[13]).Select((splits, features, thresholds, values) =>
    {
        // Each split turns the last leaf into a node of two leaves.
        var nodes = 2 * splits + 1;
        var (feature, threshold, left, right) = (new int[nodes], new float[nodes], new int[nodes], new int[nodes]);
        Array.Fill(feature, -1);
        for (var split = 0; split < splits; split++)
        {
            var node = 2 * split;
            (feature[node], threshold[node], left[node], right[node]) = (features[split], thresholds[split], node + 1, node + 2);
        }

        return new TreeNodes([.. feature], [.. threshold], [.. left], [.. right], [.. values[..nodes]]);
    });

    private static byte[] Encode(TreeEnsemble trees)
    {
        var to = new PayloadWriter();
        TreeEnsembleCodec.Write(to, trees);
        return to.ToArray();
    }

    private static TreeEnsemble Decode(byte[] bytes)
    {
        var from = new PayloadReader(bytes);
        return TreeEnsembleCodec.Read(ref from);
    }
}
