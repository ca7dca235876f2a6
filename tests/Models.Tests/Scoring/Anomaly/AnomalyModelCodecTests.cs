using Triage.Models.Features.Anomaly;
using Triage.Models.Payloads;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Tests.Scoring.Anomaly;

public sealed class AnomalyModelCodecTests
{
    private static readonly AnomalyModel Model = new()
    {
        Reference = new(new([.. Enumerable.Range(0, 40 * AnomalySurprises.Schema.Count).Select(n => (float)(n * 37 % 101))], AnomalySurprises.Schema.Count), Seed: -3),
        Labels = new(new TreeEnsemble(AnomalyFeatures.Schema.Count, 0.5, [new([3, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1, 2])]), new([(-1, 0.01), (2, 0.9)]), 0.02),
        FlagAt = 1.5,
        FeatureSchemaSha256 = AnomalyFeatures.Schema.Sha256,
    };

    [Fact]
    public void Decode_gives_the_same_model_again_with_labels_and_without() => Assert.All(new[] { Model, Model with { Labels = null, FlagAt = double.PositiveInfinity } }, model =>
    {
        var bytes = AnomalyModelCodec.Encode(model);
        var again = AnomalyModelCodec.Decode(bytes);
        Assert.Equal(bytes, AnomalyModelCodec.Encode(again));
        Assert.Equal((model.FlagAt, model.Reference.Seed, model.Labels?.Prior), (again.FlagAt, again.Reference.Seed, again.Labels?.Prior));
        var row = new float[AnomalySurprises.Schema.Count];
        Assert.Equal(model.Reference.Fit().Score(row), again.Reference.Fit().Score(row));
    });

    [Fact]
    public void Decode_bytes_that_end_early_or_go_on_are_damage()
    {
        var bytes = AnomalyModelCodec.Encode(Model);
        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<PayloadDamagedException>(() => AnomalyModelCodec.Decode(bytes.AsSpan(0, length)));
        }

        Assert.Throws<PayloadDamagedException>(() => AnomalyModelCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void Decode_a_row_that_is_not_finite_is_damage()
    {
        var bytes = AnomalyModelCodec.Encode(Model with { Labels = null });
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 5), float.NaN);
        Assert.Throws<UnsoundModelException>(() => AnomalyModelCodec.Decode(bytes));
    }
}
