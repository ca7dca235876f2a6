using Triage.Models.Features;
using Triage.Models.Scoring.Trees;
using Triage.Training.Evaluation;

namespace Triage.Training.Tests.Evaluation;

public sealed class ExplainedSampleTests
{
    private static readonly FeatureSchema Schema = new(["used", "unused"]);

    // One split on the first feature: below 0.5 it is worth -1, above it 3; before it is known, 1.
    private static readonly TreeEnsemble Trees = new(2, 0, [new([0, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [1, -1, 3])]);

    [Fact]
    public void Importances_are_the_mean_size_of_contributions_and_what_moves_nothing_is_left_out()
    {
        var sample = new ExplainedSample();
        sample.Offer([0, 7]);
        sample.Offer([1, 7]);
        var only = Assert.Single(sample.Importances(Trees, Schema, 20));
        Assert.Equal(("used", 2.0), (only.Feature, only.MeanChange)); // |-1 - 1| and |3 - 1|
    }

    [Fact]
    public void Importances_of_nothing_are_none() => Assert.Empty(new ExplainedSample().Importances(Trees, Schema, 20));

    [Fact]
    public void Offer_keeps_so_many_rows_and_takes_early_and_late_ones_alike()
    {
        const int Kept = 500;
        const int Offered = 20_000;
        var sample = new ExplainedSample(Kept);
        for (var i = 0; i < Offered; i++)
        {
            // The second half is above the split.
            sample.Offer([i < Offered / 2 ? 0 : 1, 0]);
        }

        Assert.Equal(Kept, sample.Count);
        // Above counts 3, below -1: contributions of the base tree of one leaf value tell their shares apart.
        var lopsided = new TreeEnsemble(2, 0, [new([0, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, 0, 1])]);
        Assert.InRange(Assert.Single(sample.Importances(lopsided, Schema, 20)).MeanChange, 0.42, 0.58); // half, within four standard errors
    }
}
