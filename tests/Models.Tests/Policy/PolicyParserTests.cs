using Triage.Models.Policy;

namespace Triage.Models.Tests.Policy;

public sealed class PolicyParserTests
{
    private static readonly string Default = DefaultPolicy.Load().Text;

    [Fact]
    public void Parse_default_clears_nothing_for_real()
    {
        var policy = DefaultPolicy.Load();
        Assert.Equal(PolicyMode.Shadow, policy.Mode);
        Assert.Equal(1_000_000, policy.ApprovalLimitMinor["GBP"]);
    }

    [Theory]
    [InlineData("mode: shadow", "mode: sometimes", "mode must be one of")]
    [InlineData("mode: shadow", "mode: shadow\nmood: good", "mood is not a key")]
    [InlineData("mode: shadow", "mode: shadow\nmode: active", "mode")]
    [InlineData("review_at_points: 60", "review_at_points: .nan", "whole number from 1 to 100")]
    [InlineData("review_at_points: 60", "review_at_points: 101", "whole number from 1 to 100")]
    [InlineData("GBP: 10000.00, EUR", "GBP: 10000.001, EUR", "at most 2 decimals")]
    [InlineData("GBP: 10000.00, EUR", "GBX: 10000.00, EUR", "not a currency")]
    [InlineData("kinds: [invoice]", "kinds: [bill]", "kinds must be one of")]
    [InlineData("host_deadline_days: 14", "", "host_deadline_days is missing")]
    public void Parse_what_it_does_not_know_is_an_error_with_its_line(string good, string bad, string message)
    {
        var text = Default.Replace(good, bad, StringComparison.Ordinal);
        var failure = Assert.Throws<PolicyException>(() => PolicyParser.Parse(text));
        Assert.Contains(failure.Errors, e => e.Message.Contains(message, StringComparison.Ordinal) && e.Line > 0);
    }

    [Fact]
    public void Parse_several_errors_are_all_named()
    {
        var text = Default.Replace("mode: shadow", "mode: x", StringComparison.Ordinal).Replace("rate_max_percent: 30", "rate_max_percent: x", StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<PolicyException>(() => PolicyParser.Parse(text)).Errors.Length);
    }
}
