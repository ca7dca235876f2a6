using CsCheck;
using Triage.Models.Intake;

namespace Triage.Models.Tests.Intake;

public sealed class InvoiceKeyTests
{
    [Fact]
    public void Parse_any_text_gives_the_key_back() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 20], Gen.String[1, 20])
            .Where(t => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(t.Item1)) == t.Item1)
            .Sample(t =>
            {
                var key = InvoiceKey.Create(t.Item1, t.Item2, t.Item3);
                Assert.Equal(key, InvoiceKey.Parse(key.ToString()));
                Assert.True(InvoiceKey.TryParseId(t.Item1, key.InvoiceId, out var again));
                Assert.Equal(key, again);
            });

    [Theory]
    [InlineData('a')]
    [InlineData('/')]
    [InlineData('\u5E74')]
    public void TryParseId_longest_id_that_is_accepted_comes_back(char c)
    {
        var key = InvoiceKey.Create("t", new string('s', 64), new string(c, 128));
        Assert.True(InvoiceKey.TryParseId("t", key.InvoiceId, out var again));
        Assert.Equal(key, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("invoices/")]
    [InlineData("invoices/a")]
    [InlineData("invoices/a/")]
    [InlineData("invoices//b")]
    [InlineData("invoices/a/b/c")]
    [InlineData("invoices/a/b c")]
    [InlineData("invoices/a/b~2")]
    [InlineData("invoices/a/b~zz")]
    [InlineData("invoices/a/b~")]
    [InlineData("invoices/a/b~41")]
    [InlineData("invoices/a/b~FF")]
    public void TryParseId_what_no_key_gives_is_refused(string id) => Assert.False(InvoiceKey.TryParseId("t", id, out _));
}
