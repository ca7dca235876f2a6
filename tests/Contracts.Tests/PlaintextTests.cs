using Triage.Client;

namespace Triage.Contracts.Tests;

/// <summary>A bearer token in plain text is anybody's who listens on the way.</summary>
public sealed class PlaintextTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("t", true)]
    public void Connect_with_no_token_or_with_two_ways_to_one_is_refused(string? token, bool hasSource) => Assert.Throws<ArgumentException>(() =>
        TriageClient.Connect(new TriageClientOptions { Address = new("http://127.0.0.1:1"), Token = token, TokenSource = hasSource ? _ => Task.FromResult("t") : null }));

    [Theory]
    [InlineData("http://10.0.0.5:7500", false, false)]
    [InlineData("http://triage.example:7500", false, false)]
    [InlineData("http://10.0.0.5:7500", true, true)]
    [InlineData("https://10.0.0.5:7500", false, true)]
    [InlineData("http://127.0.0.1:7500", false, true)]
    [InlineData("http://localhost:7500", false, true)]
    [InlineData("http://[::1]:7500", false, true)]
    public void Connect_plain_http_only_to_this_machine_unless_allowed(string address, bool allowPlaintext, bool connects)
    {
        var failure = Record.Exception(() => TriageClient.Connect(new TriageClientOptions { Address = new(address), Token = "t", AllowPlaintext = allowPlaintext }).Dispose());
        Assert.Equal(connects, failure is null);
        Assert.True(connects || (failure is ArgumentException && failure.Message.Contains(nameof(TriageClientOptions.AllowPlaintext), StringComparison.Ordinal)));
    }
}
