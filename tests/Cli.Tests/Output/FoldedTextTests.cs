using Triage.Cli.Output;

namespace Triage.Cli.Tests.Output;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("one two three", 20, new[] { "one two three" })]
    [InlineData("one two three", 9, new[] { "one two", "  three" })]
    [InlineData("  one two three", 9, new[] { "  one two", "  three" })]
    [InlineData("abcdefghijklm no", 5, new[] { "abcdefghijklm", "  no" })]
    [InlineData("   abcdefghijklm", 5, new[] { "   abcdefghijklm" })]
    [InlineData("", 5, new[] { "" })]
    public void Fold_breaks_between_words_and_sets_in_what_follows(string text, int width, string[] lines) => Assert.Equal(lines, FoldedText.Fold(text, 2, width));
}
