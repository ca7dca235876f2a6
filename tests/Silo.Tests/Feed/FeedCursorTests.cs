using CsCheck;
using Triage.Silo.Feed;

namespace Triage.Silo.Tests.Feed;

public sealed class FeedCursorTests
{
    private static readonly Gen<FeedCursor> Cursors = Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[0, long.MaxValue]).Select((epoch, position) => new FeedCursor(epoch, position));

    [Fact]
    public void Read_what_was_written_comes_back_and_names_no_tenant() => Gen.Select(Cursors, Gen.String[1, 64]).Sample((cursor, tenant) =>
    {
        var text = cursor.Write(tenant);
        Assert.Equal(cursor, FeedCursor.Read(text, tenant));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", text);
    });

    [Fact]
    public void Read_of_another_tenant_is_refused() => Gen.Select(Cursors, Gen.String[1, 64], Gen.String[1, 64]).Where((_, one, other) => one != other).Sample((cursor, one, other) =>
        Assert.Null(FeedCursor.Read(cursor.Write(one), other)));

    /// <summary>The last character carries bits that no byte has: whatever it says there must not read as another spelling.</summary>
    [Fact]
    public void Read_with_any_character_changed_is_refused() => Gen.Select(Cursors, Gen.Int[0, 42], Gen.Char["ABCXYZabcxyz0189-_=/+%é "]).Sample((cursor, at, other) =>
    {
        var text = cursor.Write("local");
        var changed = $"{text[..at]}{other}{text[(at + 1)..]}";
        Assert.True(changed == text || FeedCursor.Read(changed, "local") is null, $"{text} and {changed} are both read");
    });

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Read_of_a_text_that_nobody_wrote_is_refused(string text) => Assert.Null(FeedCursor.Read(text, "local"));

    [Fact]
    public void Read_of_one_that_is_cut_or_longer_is_refused()
    {
        var text = new FeedCursor(1, 7).Write("local");
        Assert.All(Enumerable.Range(0, text.Length), length => Assert.Null(FeedCursor.Read(text[..length], "local")));
        Assert.Null(FeedCursor.Read(text + "A", "local"));
        Assert.Null(FeedCursor.Read(text + "=", "local"));
        Assert.Null(FeedCursor.Read(" " + text, "local"));
    }

    /// <summary>Hosts keep cursors in files for years.</summary>
    [Fact]
    public void Write_never_changes() => Assert.Equal("AAAAAAAAAAEAAAAAAAAAKo9Jr-hpQsOQQXvafdE9KxY", new FeedCursor(1, 42).Write("local"));
}
