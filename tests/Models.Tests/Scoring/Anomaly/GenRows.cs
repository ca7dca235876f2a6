using CsCheck;
using Triage.Models.Features;
using Triage.Models.Scoring.Anomaly;

namespace Triage.Models.Tests.Scoring.Anomaly;

internal static class GenRows
{
    /// <summary>A few features; some values are small whole numbers, so that rows tie.</summary>
    public static readonly Gen<FeatureRows> Any =
        from columns in Gen.Int[1, 6]
        from count in Gen.Int[12, 80]
        from values in Gen.OneOf(Gen.Float[-50, 50], Gen.Int[-2, 2].Select(whole => (float)whole)).Array[count * columns]
        select new FeatureRows(values, columns);

    /// <summary>Two features that go together, and a third that goes its own way.</summary>
    public static FeatureRows Correlated(int seed, int count = 2000)
    {
        var chance = SplitMix.Of(seed, 0);
        var values = new float[count * 3];
        for (var row = 0; row < count; row++)
        {
            var common = NormalQuantile.Of((chance.NextShare() + 1e-9) / (1 + 2e-9));
            values[3 * row] = (float)(1000 + 200 * common);
            values[3 * row + 1] = (float)(common + 0.1 * (chance.NextShare() - 0.5));
            values[3 * row + 2] = (float)chance.NextShare();
        }

        return new(values, 3);
    }
}
