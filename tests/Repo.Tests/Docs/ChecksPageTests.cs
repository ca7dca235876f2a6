using System.Text.RegularExpressions;
using Triage.Models.Gating;
using Triage.Repo.Tests.Code;

namespace Triage.Repo.Tests.Docs;

public sealed partial class ChecksPageTests
{
    private static readonly Page Checks = Page.Of("docs/checks.md");

    [Fact]
    public void Every_check_stands_once_in_the_order_in_which_they_run()
    {
        Assert.Equal(Enum.GetValues<Check>().Select(check => WireName.Of(check)), Checks.Rows.Select(row => Page.Bare(row[0])));
        Assert.Contains($"all {Enum.GetValues<Check>().Length} checks", Checks.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_exception_that_a_check_gives_exists()
    {
        var known = Enum.GetValues<ExceptionCode>().Select(code => WireName.Of(code)).ToHashSet();
        Assert.All(Checks.Rows, row => Assert.NotEmpty(Codes().Matches(row[^1])));
        Assert.All(Checks.Rows.SelectMany(row => Codes().Matches(row[^1])), code => Assert.Contains(code.Groups[1].Value, known));
    }

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex Codes();
}
