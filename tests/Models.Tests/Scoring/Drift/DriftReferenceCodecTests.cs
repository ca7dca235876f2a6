using System.Collections.Immutable;
using Triage.Models.Features;
using Triage.Models.Payloads;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class DriftReferenceCodecTests
{
    private static readonly DriftReference Reference = DriftSamples.Reference(40) with { Models = [.. DriftSamples.Reference(40).Models, Constant(ScorerNames.Coding)] };

    [Fact]
    public void Decode_gives_back_what_was_encoded()
    {
        var decoded = DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(Reference));
        Assert.Equal((Reference.From, Reference.To), (decoded.From, decoded.To));
        Assert.Equal(Reference.Models.Select(model => (model.Model, model.Invoices)), decoded.Models.Select(model => (model.Model, model.Invoices)));
        foreach (var (column, same) in Reference.Models.SelectMany(model => model.Columns).Zip(decoded.Models.SelectMany(model => model.Columns)))
        {
            Assert.Equal(column.Name, same.Name);
            Assert.Equal(column.Edges, same.Edges);
            Assert.Equal(column.Counts, same.Counts);
        }
    }

    [Fact]
    public void Decode_every_cut_is_damaged()
    {
        var bytes = DriftReferenceCodec.Encode(Reference);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(bytes.AsSpan(0, length)));
        }

        Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void Decode_flipped_bytes_are_refused_or_read_as_something_that_can_be_held_against()
    {
        var bytes = DriftReferenceCodec.Encode(Reference);
        var chance = new SplitMix(11);
        var (refused, read) = (0, 0);
        for (var draw = 0; draw < 20_000; draw++)
        {
            var flipped = bytes.ToArray();
            flipped[chance.NextBelow(bytes.Length)] ^= (byte)(1 + chance.NextBelow(255));
            try
            {
                var tally = new DriftTally(DriftReferenceCodec.Decode(flipped));
                tally.Add(DriftSamples.Invoice(1), [DriftSamples.Anomaly(1)], []);
                Assert.All(tally.Measure().SelectMany(model => model.Columns), column => Assert.True(double.IsFinite(column.Index)));
                read++;
            }
            catch (PayloadDamagedException)
            {
                refused++;
            }
        }

        Assert.True(refused > 1_000 && read > 1_000, $"{refused} were refused, {read} were read: one of the two was hardly tried.");
    }

    [Fact]
    public void Decode_of_other_features_models_or_versions_is_refused()
    {
        var anomaly = Reference.Models[0];
        Refuse([anomaly with { Columns = anomaly.Columns[1..] }]);
        Refuse([anomaly with { Columns = [anomaly.Columns[1], anomaly.Columns[0], .. anomaly.Columns.AsSpan()[2..]] }]);
        Refuse([anomaly with { Model = "priority" }]);
        Refuse([anomaly, anomaly]);
        Refuse([anomaly with { Columns = [anomaly.Columns[0] with { Edges = [.. anomaly.Columns[0].Edges.Reverse()] }, .. anomaly.Columns.AsSpan()[1..]] }]);
        Refuse([anomaly with { Columns = [anomaly.Columns[0] with { Edges = [.. anomaly.Columns[0].Edges.AsSpan()[..^1], float.NaN] }, .. anomaly.Columns.AsSpan()[1..]] }]);
        var other = DriftReferenceCodec.Encode(Reference);
        other[0]++;
        Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(other));
    }

    private static void Refuse(ImmutableArray<ModelReference> models) =>
        Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(Reference with { Models = models })));

    private static ModelReference Constant(string model) => new(model, 3, [.. DriftRows.ColumnsOf(model).Select(name => ColumnReference.Of(name, [0, 0, ColumnReference.Missing]))]);
}
