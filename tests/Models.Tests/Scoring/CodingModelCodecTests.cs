using Triage.Models.Payloads;
using Triage.Models.Scoring.Coding;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring;

public sealed class CodingModelCodecTests
{
    [Fact]
    public void Decode_gives_back_what_was_encoded()
    {
        var model = SampleModels.Coding with { Sets = [new(0.01, true, [0, 0.25]), new(0.2, true, []), new(0.4, false, [1])] };
        var decoded = CodingModelCodec.Decode(CodingModelCodec.Encode(model));
        Assert.Equal(model.Sets.Select(rule => (rule.Threshold, rule.MayBeOther)), decoded.Sets.Select(rule => (rule.Threshold, rule.MayBeOther)));
        Assert.Equal(model.Sets.SelectMany(rule => rule.GrowingScores), decoded.Sets.SelectMany(rule => rule.GrowingScores));
        Assert.Equal((model.DeployedThreshold, model.FeatureSchemaSha256), (decoded.DeployedThreshold, decoded.FeatureSchemaSha256));
    }

    [Fact]
    public void Decode_what_is_cut_off_or_of_another_version_is_damaged()
    {
        var bytes = CodingModelCodec.Encode(SampleModels.Coding);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<PayloadDamagedException>(() => CodingModelCodec.Decode(bytes.AsSpan(0, length)));
        }

        bytes[0]--;
        Assert.Throws<PayloadDamagedException>(() => CodingModelCodec.Decode(bytes));
    }
}
