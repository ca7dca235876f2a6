using Triage.Cli.Output;

namespace Triage.Cli.Tests.Output;

public sealed class WorkProgressTests
{
    [Theory]
    [InlineData(0, 12_000, 9, "0 of 12,000")]
    [InlineData(300, 12_000, 0.5, "300 of 12,000")]
    [InlineData(3_000, 12_000, 2, "3,000 of 12,000, 1,500/s, 6 s left")]
    [InlineData(3_000, 12_000, 60, "3,000 of 12,000, 50/s, 3 min 0 s left")]
    [InlineData(1_000, 12_000, 600, "1,000 of 12,000, 1/s, 1 h 50 min left")]
    [InlineData(12_000, 12_000, 4, "12,000 of 12,000, 3,000/s")]
    public void After_says_how_many_how_fast_and_how_long_still(long done, long total, double seconds, string text) =>
        Assert.Equal(text, WorkProgress.Of(done, total).After(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void After_without_a_total_goes_by_the_share_of_the_file() =>
        Assert.Equal("5,000, 500/s, 30 s left", new WorkProgress(5_000, null, 0.25).After(TimeSpan.FromSeconds(10)));
}
