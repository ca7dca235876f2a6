using System.Globalization;
using System.Text.RegularExpressions;

namespace Triage.Repo.Tests.Docs;

public sealed partial class DecisionTests
{
    private static readonly Page[] Decisions = [.. Page.All.Where(page => page.Folder == "docs/decisions")];

    [Fact]
    public void Decisions_are_numbered_without_a_gap() => Assert.Equal(
        Enumerable.Range(1, Decisions.Length).Select(number => number.ToString("0000", CultureInfo.InvariantCulture)),
        Decisions.Select(page => page.File["docs/decisions/".Length..][..4]));

    [Fact]
    public void Decisions_say_context_decision_and_consequences_on_one_screen() => Assert.All(Decisions, page =>
    {
        Assert.StartsWith($"# {page.File["docs/decisions/".Length..][..4]} ", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Status", "Context", "Decision", "Consequences"], Heading().Matches(page.Text).Select(match => match.Groups[1].Value));
        Assert.InRange(page.Lines.Count(), 8, 40);
    });

    [GeneratedRegex(@"^\*\*(\w+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
