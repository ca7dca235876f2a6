using System.Text;
using CsCheck;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

public sealed class InvoiceNumberTests
{
    [Theory]
    [InlineData("INV-0012", "INV12")]
    [InlineData(" inv 0012 ", "INV12")]
    [InlineData("inv/00/12", "INV12")]
    [InlineData("0012-7", "127")]
    [InlineData("00", "0")]
    [InlineData("A000", "A0")]
    [InlineData("A00B007", "A0B7")]
    [InlineData("100200", "100200")]
    [InlineData("\u0420\u041E-77", "PO77")]
    [InlineData("\u03A1\u03BF77", "PO77")]
    [InlineData("\u202E12\u200B3\u0007", "123")]
    [InlineData("\uFF29\uFF4E\uFF56\uFF10\uFF11\uFF12", "INV12")]
    [InlineData("R\u00E9f 9", "REF9")]
    [InlineData("Re\u0301f 9", "REF9")]
    [InlineData("\u2116 5", "NO5")]
    [InlineData("\u0664\u0662", "42")]
    [InlineData("\U0001D400\U0001D41B\U0001D7D7", "AB9")]
    [InlineData("\u5E74-3", "\u5E743")]
    public void Normalise_spellings_of_one_number_are_equal(string written, string expected) =>
        Assert.Equal(expected, InvoiceNumber.Normalise(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" --- ")]
    [InlineData("\u200B\u202E\uD800")]
    public void Normalise_nothing_left_is_null(string? written) => Assert.Null(InvoiceNumber.Normalise(written));

    [Fact]
    public void Normalise_is_idempotent() => Gen.String.Sample(written =>
    {
        var once = InvoiceNumber.Normalise(written);
        return InvoiceNumber.Normalise(once) == once;
    });

    [Fact]
    public void Fold_keeps_zeros_that_lead_and_is_idempotent() => Gen.String.Sample(written =>
    {
        var once = InvoiceNumber.Fold(written);
        Assert.Equal(once, InvoiceNumber.Fold(once));
        Assert.Equal(InvoiceNumber.Normalise(written), InvoiceNumber.Normalise(once));
        Assert.Equal("INV0012", InvoiceNumber.Fold("inv-0012"));
    });

    [Fact]
    public void Normalise_every_single_character_is_idempotent_and_leaves_only_letters_and_ascii_digits()
    {
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }

            var once = InvoiceNumber.Normalise(new Rune(value).ToString());
            Assert.True(InvoiceNumber.Normalise(once) == once, $"U+{value:X4}");
            foreach (var rune in (once ?? "").EnumerateRunes())
            {
                Assert.True(Rune.IsLetter(rune) || (rune.IsAscii && Rune.IsDigit(rune)), $"U+{value:X4}");
            }
        }
    }

    [Fact]
    public void Normalise_case_and_separators_do_not_matter() => Gen.Select(Gen.String.AlphaNumeric, Gen.Char["-/ .#\u00A0\u200B"], Gen.Int[0, 20])
        .Sample((written, separator, at) =>
        {
            var varied = written.ToLowerInvariant().Insert(Math.Min(at, written.Length), separator.ToString());
            return InvoiceNumber.Normalise(varied) == InvoiceNumber.Normalise(written);
        });
}
