using CsCheck;
using Triage.TestKit;
using Triage.Training.Outliers;

namespace Triage.Training.Tests.Outliers;

public sealed class NpyArrayTests
{
    [Theory]
    [InlineData("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0xBF }, -1.5)]
    [InlineData("<f4", new byte[] { 0, 0, 0xC0, 0xBF }, -1.5)]
    [InlineData("<i8", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, -2)]
    [InlineData("<i4", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, -2)]
    [InlineData("<i2", new byte[] { 0xFE, 0xFF }, -2)]
    [InlineData("<u2", new byte[] { 0xFE, 0xFF }, 65534)]
    [InlineData("|i1", new byte[] { 0xFE }, -2)]
    [InlineData("|u1", new byte[] { 0xFE }, 254)]
    [InlineData("|b1", new byte[] { 1 }, 1)]
    public void Read_element_of_each_kind_is_its_number(string kind, byte[] data, double expected)
    {
        var array = Read(NpyBytes.Of(kind, "(1,)", isByColumn: false, data));
        Assert.Equal((1, 1), (array.Rows, array.Columns));
        Assert.Equal(expected, array[0, 0]);
    }

    [Theory]
    [InlineData(false, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(true, new double[] { 1, 4, 2, 5, 3, 6 })]
    public void Read_either_order_of_memory_gives_the_same_rows(bool isByColumn, double[] stored)
    {
        var array = Read(NpyBytes.Of("<f8", "(2, 3)", isByColumn, NpyBytes.Doubles(stored), version: 2));
        Assert.Equal((2, 3), (array.Rows, array.Columns));
        Assert.Equal([1.0, 2, 3, 4, 5, 6], from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 3) select array[row, column]);
    }

    [Theory]
    [InlineData(">f8", "(1,)", "'>f8'")]
    [InlineData("<f2", "(1,)", "'<f2'")]
    [InlineData("|O", "(1,)", "'|O'")]
    [InlineData("<f8", "()", "0 dimensions")]
    [InlineData("<f8", "(1, 1, 1)", "3 dimensions")]
    [InlineData("<f8", "(0, 3)", "(0, 3)")]
    [InlineData("<f8", "(99999999999,)", "(99999999999,)")]
    [InlineData("<f8", "(2000000000, 1000)", "more than")]
    [InlineData("<f8", "(2,)", "ends too early")]
    public void Read_what_it_does_not_know_is_named(string kind, string shape, string expected)
    {
        var refused = Assert.Throws<TrainingException>(() => Read(NpyBytes.Of(kind, shape, isByColumn: false, NpyBytes.Doubles(1))));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_bytes_after_the_last_value_are_refused() =>
        Assert.Contains("goes on", Assert.Throws<TrainingException>(() => Read(NpyBytes.Of("<f8", "(1,)", isByColumn: false, NpyBytes.Doubles(1, 2)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_version_of_the_future_is_refused() =>
        Assert.Contains("version 9", Assert.Throws<TrainingException>(() => Read(NpyBytes.Of("<f8", "(1,)", isByColumn: false, NpyBytes.Doubles(1), version: 9))).Message, StringComparison.Ordinal);

    /// <summary>Whatever is wrong with a file, its reader is told so, and nothing else happens.</summary>
    [Fact]
    public void Read_damaged_byte_is_read_or_refused()
    {
        var whole = NpyBytes.Of("<f8", "(2, 2)", isByColumn: true, NpyBytes.Doubles(1, 2, 3, 4));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((at, value, length) =>
        {
            var damaged = whole.ToArray();
            damaged[at] = value;
            if (Record.Exception(() => Read(damaged[..length])) is { } failure)
            {
                Assert.IsType<TrainingException>(failure);
            }
        });
    }

    private static NpyArray Read(byte[] bytes) => NpyArray.Read(new MemoryStream(bytes), "array");
}
