using System.Collections.Immutable;
using CsCheck;
using Triage.Models.Features.Pairs;

namespace Triage.Models.Tests.Features.Pairs;

public sealed class PairFeaturesTests
{
    private static readonly ImmutableArray<string> Columns = ["name", "price", "length", "day", "notes"];
    private static readonly string Notes = string.Join(' ', Enumerable.Repeat("a long text of many words", 5));

    private static readonly PairProfile Profile = new(Columns, [
        ["Blue lamp ( large )", "$ 1.99", "3:05", "17-Mar-08", Notes], ["Red lamp", "2,000", "1:02:03", "March 17 , 2008", Notes], ["Green chair", "-", "4:00", "2008-03-18", Notes],
    ]);

    [Fact]
    public void Columns_are_of_the_kind_that_their_cells_are() =>
        Assert.Equal([ColumnKind.ShortText, ColumnKind.Number, ColumnKind.Moment, ColumnKind.Moment, ColumnKind.LongText], Profile.Columns.Select(column => column.Kind));

    [Theory]
    [InlineData("price.apart_share", 0.5f)]
    [InlineData("price.equal", 0)]
    [InlineData("length.equal", 1)]
    [InlineData("day.equal", 1)]
    [InlineData("name.equal", 0)]
    [InlineData("name.head_equal", 1)]
    [InlineData("name.aside", 0)]
    [InlineData("name.left_missed", 0)]
    [InlineData("notes.missing", 1)]
    [InlineData("notes.grams", PairFeatures.Missing)]
    public void Fill_compares_cells_by_their_kind(string feature, float value) => Assert.Equal(
        value, Row(["Blue lamp", "$ 1", "3:05", "17-Mar-08", ""], ["Blue lamp [ Small ]", "2.00", "0:03:05", "March 17 , 2008", Notes])[Profile.Schema.Names.IndexOf(feature)]);

    [Fact]
    public void Fill_of_a_record_with_itself_finds_it_equal()
    {
        var row = Row(["Blue lamp", "$ 1", "3:05", "17-Mar-08", Notes], ["Blue lamp", "$ 1", "3:05", "17-Mar-08", Notes]);
        Assert.Equal(1, row[Profile.Schema.Names.IndexOf("all.words")]);
        Assert.Equal(Columns.Length, row[Profile.Schema.Names.IndexOf("all.equal_columns")]);
        Assert.Equal(1, row[Profile.Schema.Names.IndexOf("all.word_cosine")], 1e-5);
    }

    [Fact]
    public void Fill_gives_numbers_for_whatever_stands_in_the_cells() => Gen.Select(Gen.String.Array[5], Gen.String.Array[5]).Sample((left, right) =>
        Assert.All(Row([.. left], [.. right]), value => Assert.True(float.IsFinite(value))));

    private static float[] Row(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        var row = new float[Profile.Schema.Count];
        PairFeatures.Fill(Profile, Profile.Read(left), Profile.Read(right), row);
        return row;
    }
}
