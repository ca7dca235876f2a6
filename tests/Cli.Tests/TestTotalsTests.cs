using Triage.Cli.Testing;

namespace Triage.Cli.Tests;

public sealed class TestTotalsTests
{
    private readonly TestTotals _totals = new();

    [Fact]
    public void Add_platform_summary_counts_each_kind()
    {
        Assert.True(_totals.Add(["Test run summary: Failed!", "  total: 7", "  failed: 1", "  succeeded: 4", "  skipped: 2", "  duration: 1s 200ms"]));
        Assert.Equal("4 passed, 1 failed, 2 skipped", _totals.ToString());
        Assert.False(_totals.AllPassed);
    }

    [Fact]
    public void Add_runner_summary_of_one_line_counts_each_kind()
    {
        Assert.True(_totals.Add(["=== TEST EXECUTION SUMMARY ===", "   Triage.Cli.Tests  Total: 9, Errors: 1, Failed: 2, Skipped: 1, Not Run: 0, Time: 0.110s"]));
        Assert.Equal("5 passed, 3 failed, 1 skipped", _totals.ToString());
    }

    [Fact]
    public void Add_coloured_summary_counts_as_plain_does()
    {
        Assert.True(_totals.Add(["\u001b[32m  total: 2\u001b[m", "  failed: 0", "  succeeded: 2", "  skipped: 0"]));
        Assert.Equal("2 passed, 0 failed", _totals.ToString());
        Assert.True(_totals.AllPassed);
    }

    [Fact]
    public void Add_several_programs_sums_them()
    {
        _totals.Add(["  total: 2", "  failed: 0", "  succeeded: 2", "  skipped: 0"]);
        _totals.Add(["  total: 3", "  failed: 0", "  succeeded: 3", "  skipped: 0"]);
        Assert.Equal("5 passed, 0 failed", _totals.ToString());
    }

    [Fact]
    public void Add_output_without_totals_is_refused() => Assert.False(_totals.Add(["Unhandled exception.", "Aborted"]));

    [Fact]
    public void AllPassed_when_nothing_ran_is_false() => Assert.False(_totals.AllPassed);
}
