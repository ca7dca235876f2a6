using Triage.Models.Payloads;
using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;

namespace Triage.Models.Tests.Scoring.Drift;

public sealed class DriftReferenceCodecTests
{
    [Fact]
    public void Decode_gives_what_was_encoded()
    {
        var reference = Drawn(1);
        var read = DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(reference));
        Assert.Equal((reference.From, reference.To), (read.From, read.To));
        Assert.Equal(reference.Models.Select(Told), read.Models.Select(Told));
    }

    [Fact]
    public void Decode_refuses_every_part_and_never_fails_otherwise_on_flipped_bits()
    {
        var bytes = DriftReferenceCodec.Encode(Drawn(2));
        for (var length = 0; length < bytes.Length; length += 1 + length / 50)
        {
            Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(bytes.AsSpan(0, length)));
        }

        var chance = new Random(5);
        for (var seed = 0; seed < 2_000; seed++)
        {
            var flipped = bytes.ToArray();
            flipped[chance.Next(flipped.Length)] ^= (byte)(1 << chance.Next(8));
            var failure = Record.Exception(() => DriftReferenceCodec.Decode(flipped));
            Assert.True(failure is null or PayloadDamagedException, failure?.ToString());
        }
    }

    [Fact]
    public void Decode_refuses_features_of_another_program()
    {
        var reference = Drawn(3);
        var columns = reference.Models[0].Columns;
        var renamed = reference with { Models = [reference.Models[0] with { Columns = columns.SetItem(4, columns[4] with { Name = "other" }) }] };
        Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(renamed)));
        Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(reference with { Models = [reference.Models[0] with { Columns = columns.RemoveAt(4) }] })));
        Assert.Throws<PayloadDamagedException>(() => DriftReferenceCodec.Decode(DriftReferenceCodec.Encode(reference with { Models = [reference.Models[0], reference.Models[0]] })));
    }

    private static DriftReference Drawn(int seed)
    {
        var chance = new Random(seed);
        return new(new(2026, 1, 1), new(2026, 1, 30), [Model(ScorerNames.Anomaly), Model(ScorerNames.Coding)]);

        ModelReference Model(string name) => new(name, 40, [.. DriftRows.ColumnsOf(name).Select(column => ColumnReference.Of(column, Enumerable.Range(0, 60).Select(_ => chance.Next(5) - 1f)))]);
    }

    private static string Told(ModelReference model) =>
        $"{model.Model} {model.Invoices} {string.Join(";", model.Columns.Select(column => $"{column.Name}:{string.Join(",", column.Edges)}:{string.Join(",", column.Counts)}"))}";
}
