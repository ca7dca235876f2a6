using Triage.Models.Features.Sheets;
using Triage.Models.Payloads;

namespace Triage.Models.Tests.Features.Sheets;

public sealed class FeatureBlockCodecTests
{
    private static readonly float[] Odd = [0, -0f, -1, 1, float.NaN, float.PositiveInfinity, float.Epsilon, 0.1f, float.MaxValue, BitConverter.Int32BitsToSingle(0x7FC0_1234)];

    [Fact]
    public void Read_returns_every_bit_for_blocks_of_chance()
    {
        var codec = new FeatureBlockCodec(); // one for all: a block must not see what the one before left
        for (var seed = 0; seed < 500; seed++)
        {
            var chance = new Random(seed);
            var (count, columns) = (chance.Next(30), chance.Next(1, 250));
            var width = columns + chance.Next(5);
            var rows = Rows(chance, count, width);
            var to = new PayloadWriter();
            codec.Write(to, rows, width, columns, -1);
            var from = new PayloadReader(to.Written);
            var read = FeatureBlockCodec.Read(ref from, width, columns, -1, rowsMax: 30);
            Assert.True(from.IsAtEnd);
            Assert.Equal(rows.Length, read.Length);
            for (var at = 0; at < rows.Length; at++)
            {
                Assert.Equal(at % width < columns ? Bits(rows[at]) : 0, Bits(read[at]));
            }
        }
    }

    [Fact]
    public void Write_more_numbers_than_the_table_holds_spells_the_rest()
    {
        var rows = new float[40 * 219];
        var chance = new Random(1);
        foreach (ref var value in rows.AsSpan())
        {
            value = chance.NextSingle();
        }

        var to = new PayloadWriter();
        new FeatureBlockCodec().Write(to, rows, 219, 219, -1);
        var from = new PayloadReader(to.Written);
        Assert.Equal(rows, FeatureBlockCodec.Read(ref from, 219, 219, -1, rowsMax: 40));
    }

    [Fact]
    public void Read_more_rows_than_may_be_is_damage()
    {
        var to = new PayloadWriter();
        new FeatureBlockCodec().Write(to, new float[12], 4, 4, -1);
        var bytes = to.ToArray();
        Assert.Throws<PayloadDamagedException>(() =>
        {
            var from = new PayloadReader(bytes);
            FeatureBlockCodec.Read(ref from, 4, 4, -1, rowsMax: 2);
        });
    }

    private static float[] Rows(Random chance, int count, int width)
    {
        var rows = new float[count * width];
        for (var column = 0; column < width; column++)
        {
            var (kind, same) = (chance.Next(4), Odd[chance.Next(Odd.Length)]);
            for (var at = column; at < rows.Length; at += width)
            {
                rows[at] = kind switch { 0 => 0, 1 => same, 2 => Odd[chance.Next(Odd.Length)], _ => chance.NextSingle() };
            }
        }

        return rows;
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);
}
