using CsCheck;
using Triage.Models.Features.Text;

namespace Triage.Models.Tests.Features.Text;

public sealed class LikenessTests
{
    private static readonly Gen<string> Word = Gen.Char['A', 'E'].Array[0, 12].Select(letters => new string(letters));

    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.9611)]
    [InlineData("DIXON", "DICKSONX", 0.8133)]
    [InlineData("DWAYNE", "DUANE", 0.84)]
    [InlineData("A", "B", 0)]
    [InlineData("", "", 1)]
    [InlineData("", "A", 0)]
    public void JaroWinkler_gives_the_published_values(string one, string other, double likeness) =>
        Assert.Equal(likeness, JaroWinkler.Of(one, other), 4);

    [Theory]
    [InlineData("KITTEN", "SITTING", 1 - 3 / 7.0)]
    [InlineData("", "ABC", 0)]
    [InlineData("", "", 1)]
    [InlineData("ABC", "ABC", 1)]
    public void Likeness_counts_edits(string one, string other, double likeness) => Assert.Equal(likeness, EditDistance.Likeness(one, other), 9);

    [Fact]
    public void Likenesses_lie_between_0_and_1_and_only_of_equals_are_1() => Gen.Select(Word, Word).Sample((one, other) =>
    {
        Assert.InRange(JaroWinkler.Of(one, other), 0, 1);
        Assert.InRange(EditDistance.Likeness(one, other), 0, 1);
        Assert.Equal(EditDistance.Likeness(one, other), EditDistance.Likeness(other, one));
        Assert.Equal(one == other, EditDistance.Likeness(one, other) == 1);
        Assert.True(one != other || JaroWinkler.Of(one, other) > 0.999999);
    });

    [Fact]
    public void Likeness_of_texts_beyond_the_limit_reads_their_beginnings() =>
        Assert.Equal(1, EditDistance.Likeness(new string('A', 5000), new string('A', 5000) + "B"));

    [Fact]
    public void SoftWords_find_near_words_and_say_what_the_rarest_missed_weighs()
    {
        var found = SoftWords.Of(["HOSPITAL", "KETERING", "7"], [1, 5, 2], ["KETTERING", "HOSPITAL", "17"]);
        Assert.Equal(1 / 8.0, found.Equal, 9);
        Assert.InRange(found.Alike, 5.5 / 8, 6 / 8.0);
        Assert.Equal(5, found.RarestFound);
        Assert.Equal(2, found.RarestMissed);
    }

    [Fact]
    public void SoftWords_take_the_beginning_of_a_word_for_the_word()
    {
        Assert.True(SoftWords.Likeness("FOUND", "FOUNDATION", mayBeCut: false) >= SoftWords.LikenessMin);
        Assert.True(SoftWords.Likeness("T", "TRUST", mayBeCut: true) >= SoftWords.LikenessMin);
        Assert.False(SoftWords.Likeness("T", "TRUST", mayBeCut: false) >= SoftWords.LikenessMin);
    }
}
