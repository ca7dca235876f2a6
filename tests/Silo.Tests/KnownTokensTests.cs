using Microsoft.Extensions.Time.Testing;
using Triage.Grains.Invoices;
using Triage.Silo.Access;

namespace Triage.Silo.Tests;

public sealed class KnownTokensTests
{
    private static readonly Identity Me = new("local", new Caller("me", null), ["host"]);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly KnownTokens _known;

    public KnownTokensTests() => _known = new KnownTokens(_time);

    [Fact]
    public void Find_what_was_kept_and_nothing_that_differs_in_one_character()
    {
        _known.Keep("Bearer abc", Me, _time.GetUtcNow().AddHours(1));
        Assert.Same(Me, _known.Find("Bearer abc"));
        Assert.Null(_known.Find("Bearer abC"));
        Assert.Null(_known.Find("bearer abc"));
        Assert.Null(_known.Find(""));
    }

    [Fact]
    public void Find_past_the_token_s_end_gives_nothing()
    {
        _known.Keep("Bearer abc", Me, _time.GetUtcNow().AddSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Same(Me, _known.Find("Bearer abc"));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(_known.Find("Bearer abc"));
    }

    [Fact]
    public void Find_after_a_minute_gives_nothing_so_that_a_withdrawn_key_has_no_effect()
    {
        _known.Keep("Bearer abc", Me, _time.GetUtcNow().AddHours(1));
        _time.Advance(KnownTokens.KnownFor);
        Assert.Null(_known.Find("Bearer abc"));
        _known.Keep("Bearer abc", Me, _time.GetUtcNow().AddHours(1));
        Assert.Same(Me, _known.Find("Bearer abc"));
    }

    [Fact]
    public void Keep_more_than_the_most_forgets_the_others()
    {
        for (int i = 0; i <= KnownTokens.CountMax; i++)
        {
            _known.Keep($"Bearer {i}", Me, _time.GetUtcNow().AddHours(1));
        }

        Assert.Equal(1, Enumerable.Range(0, KnownTokens.CountMax + 1).Count(i => _known.Find($"Bearer {i}") is not null));
    }
}
