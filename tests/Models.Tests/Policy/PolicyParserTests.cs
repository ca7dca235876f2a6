using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Tests.Policy;

public sealed class PolicyParserTests
{
    private const string Good = """
        name: test
        mode: active
        required_scorers: [duplicate]
        duplicate:
          review_at_points: 60
        currencies:
          GBP: { approval_limit: 10000.00 }
          JPY: { approval_limit: 5000 }
        dates:
          future_tolerance_days: 1
        amounts:
          tax_rate_max_percent: 30
          rounding_minor_per_line: 1
        host_deadline_days: 14
        always_human: [legal_hold_or_patient_data]
        references:
          - name: order
            kinds: [invoice]
            any_of: [purchase_order]
            above: { GBP: 2500.00 }
            hold_days: 5
        clear:
          - name: routine
            kinds: [invoice]
            total_at_most: { GBP: 10000.00 }
        """;

    [Fact]
    public void Parse_good_text_gives_every_value()
    {
        var policy = Assert.IsType<PolicyParseResult.Parsed>(PolicyParser.Parse(Good)).Policy;
        Assert.Equal("test", policy.Name);
        Assert.Equal(PolicyMode.Active, policy.Mode);
        Assert.Equal(["duplicate"], policy.RequiredScorers);
        Assert.Equal(60, policy.DuplicateReviewAtPoints);
        Assert.Equal(1_000_000, policy.ApprovalLimitMinor["GBP"]);
        Assert.Equal(5_000, policy.ApprovalLimitMinor["JPY"]);
        Assert.Equal(0, policy.StaleAfterDays);
        Assert.Equal(1, policy.FutureToleranceDays);
        Assert.Equal(30, policy.TaxRateMaxPercent);
        Assert.Equal(1, policy.RoundingMinorPerLine);
        Assert.Equal(14, policy.HostDeadlineDays);
        Assert.Equal([AlwaysHumanClass.LegalHoldOrPatientData], policy.AlwaysHuman);
        Assert.Equal([Reference.PurchaseOrder], policy.References[0].AnyOf);
        Assert.Equal(250_000, policy.References[0].AboveMinor["GBP"]);
        Assert.Empty(policy.References[0].Sources);
        Assert.Equal(5, policy.References[0].HoldDays);
        Assert.Equal([InvoiceKind.Invoice], policy.Clear[0].Kinds);
        Assert.Equal(1_000_000, policy.Clear[0].TotalAtMostMinor["GBP"]);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(Good)), policy.Sha256);
        Assert.Equal(Good, policy.Text);
    }

    [Theory]
    [InlineData("name: test", "name: test\nsurprise: 1", 2, "Unknown key")]
    [InlineData("name: test", "name: test\nname: other", 2, "repeated")]
    [InlineData("name: test", "name: 'a\"; b'", 1, "name of 1 to 64")]
    [InlineData("name: test", "name:", 1, "name of 1 to 64")]
    [InlineData("mode: active", "mode: Active", 2, "shadow, active")]
    [InlineData("mode: active", "mode: 1", 2, "shadow, active")]
    [InlineData("mode: active", "mode: [active]", 2, "shadow, active")]
    [InlineData("[duplicate]", "duplicate", 3, "Expected a list")]
    [InlineData("[duplicate]", "[clairvoyance]", 3, "Expected one of duplicate")]
    [InlineData("[duplicate]", "[duplicate, duplicate]", 3, "repeated")]
    [InlineData("points: 60", "points: .nan", 5, "whole number")]
    [InlineData("points: 60", "points: NaN", 5, "whole number")]
    [InlineData("points: 60", "points: 60.5", 5, "whole number")]
    [InlineData("points: 60", "points: '60'", 5, "whole number")]
    [InlineData("points: 60", "points: 0", 5, "1 to 100")]
    [InlineData("points: 60", "points: 101", 5, "1 to 100")]
    [InlineData("points: 60", "points: -1", 5, "1 to 100")]
    [InlineData("points: 60", "points: 99999999999999999999999999999999999", 5, "whole number")]
    [InlineData("GBP: { approval_limit: 10000.00 }", "gbp: { approval_limit: 1 }", 7, "Unknown currency")]
    [InlineData("JPY: { approval_limit: 5000 }", "JPY: { approval_limit: 5000.50 }", 8, "JPY has 0 decimals")]
    [InlineData("JPY: { approval_limit: 5000 }", "JPY: 5000", 8, "Expected a mapping")]
    [InlineData("JPY: { approval_limit: 5000 }", "GBP: { approval_limit: 5000 }", 8, "repeated")]
    [InlineData("JPY: { approval_limit: 5000 }", "JPY: { approval_limit: -1 }", 8, "out of range")]
    [InlineData("JPY: { approval_limit: 5000 }", "JPY: { approval_limit: 9223372036854775808 }", 8, "out of range")]
    [InlineData("JPY: { approval_limit: 5000 }", "JPY: { approval_limit: .inf }", 8, "Expected an amount")]
    [InlineData("JPY: { approval_limit: 5000 }", "JPY: { approval_limit: 5 000 }", 8, "Expected an amount")]
    [InlineData("future_tolerance_days: 1", "future_tolerance_days: true", 10, "whole number")]
    [InlineData("future_tolerance_days: 1", "future_tolerance_days: 1\n  stale_after_days: 0", 11, "1 to 36500")]
    [InlineData("percent: 30", "percent: 101", 12, "0 to 100")]
    [InlineData("line: 1", "line: 101", 13, "0 to 100")]
    [InlineData("deadline_days: 14", "deadline_days: 0", 14, "1 to 366")]
    [InlineData("legal_hold_or_patient_data", "paperwork", 15, "Expected one of medical_necessity")]
    [InlineData("[purchase_order]", "[order]", 19, "Expected one of purchase_order")]
    [InlineData("[purchase_order]", "[]", 19, "empty")]
    [InlineData("above: { GBP: 2500.00 }", "above: { EUR: 2500.00 }", 20, "not declared")]
    [InlineData("above: { GBP: 2500.00 }", "above: { GBP: 2500.001 }", 20, "GBP has 2 decimals")]
    [InlineData("hold_days: 5", "hold_days: 367", 21, "0 to 366")]
    [InlineData("- name: routine\n    kinds: [invoice]", "- name: routine\n    kinds: [credit_note]", 24, "a person decides")]
    [InlineData("total_at_most: { GBP: 10000.00 }", "total_at_least: { GBP: 1 }", 25, "Unknown key")]
    [InlineData("[duplicate]", "&a [duplicate]", 3, "Anchors")]
    [InlineData("[duplicate]", "!!seq [duplicate]", 3, "Tags")]
    [InlineData("[duplicate]", "*a", 3, "Aliases")]
    [InlineData("[duplicate]", "[duplicate", 4, "not valid YAML")]
    public void Parse_error_is_told_with_its_line(string good, string bad, int line, string message)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var refused = Refused(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Contains(refused, error => error.Line == line && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_many_errors_are_told_at_once_in_order()
    {
        var refused = Refused(Good
            .Replace("test", "' '", StringComparison.Ordinal)
            .Replace("60", "x", StringComparison.Ordinal)
            .Replace("14", "-1", StringComparison.Ordinal));
        Assert.Equal([1, 5, 14], refused.Select(error => error.Line));
        Assert.Equal([7, 21, 21], refused.Select(error => error.Column));
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("required_scorers")]
    [InlineData("host_deadline_days")]
    public void Parse_missing_key_is_told(string key)
    {
        var text = string.Join('\n', Good.Split('\n').Where(line => !line.StartsWith(key, StringComparison.Ordinal)));
        var error = Assert.Single(Refused(text));
        Assert.Equal((1, $"The key {key} is missing."), (error.Line, error.Message));
    }

    [Fact]
    public void Parse_second_document_is_refused() => Assert.Equal(26, Assert.Single(Refused(Good + "\n---\nname: two\n")).Line);

    [Fact]
    public void Parse_repeated_rule_name_is_refused()
    {
        var rule = Good[Good.IndexOf("  - name: routine", StringComparison.Ordinal)..];
        Assert.Equal(26, Assert.Single(Refused(Good + "\n" + rule)).Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("just words")]
    [InlineData("- a\n- b")]
    [InlineData("\0")]
    [InlineData("? [a, b]\n: c")]
    public void Parse_other_text_is_refused(string text) => Assert.NotEmpty(Refused(text));

    [Fact]
    public void Parse_deep_nesting_is_refused() => Assert.NotEmpty(Refused("name: " + new string('[', 5_000)));

    [Fact]
    public void Parse_too_long_is_refused() => Assert.Single(Refused(new string('#', PolicyParser.TextLengthMax + 1)));

    [Fact]
    public void Parse_damaged_text_never_throws() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 5], Gen.String).Sample(
        (at, length, with) => Assert.NotNull(PolicyParser.Parse(Good[..at] + with + Good[Math.Min(Good.Length, at + length)..])),
        iter: 5_000);

    private static System.Collections.Immutable.ImmutableArray<PolicyError> Refused(string text) =>
        Assert.IsType<PolicyParseResult.Refused>(PolicyParser.Parse(text)).Errors;
}
