using Microsoft.Extensions.Time.Testing;

namespace Triage.Storage.Tests;

public sealed class GatherPauseTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, 1, false)] // nothing came before
    [InlineData(1, 1, false)] // a caller alone
    [InlineData(2, 1, true)]
    [InlineData(40, 31, true)]
    [InlineData(40, 32, false)] // enough wait
    public void Pause_is_made_where_several_came_before_and_few_wait(int before, int waiting, bool isMade)
    {
        var pause = new GatherPause(Pause, _time);
        pause.OnCall(before);
        Assert.Equal(isMade, pause.IsWorthwhile(waiting));
    }

    [Fact]
    public void Pause_is_not_made_for_what_came_long_ago_nor_where_none_is_wanted()
    {
        var pause = new GatherPause(Pause, _time);
        pause.OnCall(5);
        _time.Advance(Pause * 9);
        Assert.True(pause.IsWorthwhile(1));
        _time.Advance(Pause);
        Assert.False(pause.IsWorthwhile(1));

        var none = new GatherPause(TimeSpan.Zero, _time);
        none.OnCall(5);
        Assert.False(none.IsWorthwhile(1));
    }
}
