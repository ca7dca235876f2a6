using System.Text;
using CsCheck;
using Triage.Models.MasterData;
using Triage.Models.Tests.Gating;

namespace Triage.Models.Tests.MasterData;

public sealed class BankAccountTests
{
    [Theory]
    [InlineData("GB33BUKB20201555555555")]
    [InlineData("DE89370400440532013000")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("NO9386011117947")]
    public void HasRightCheckDigits_published_examples_are_right_and_any_other_character_is_wrong(string iban)
    {
        Assert.True(BankAccount.IsIban(iban) && BankAccount.HasRightCheckDigits(iban));
        for (var at = 0; at < iban.Length; at++)
        {
            var other = char.IsAsciiDigit(iban[at]) ? (char)('0' + ((iban[at] - '0' + 1) % 10)) : (char)('A' + ((iban[at] - 'A' + 1) % 26));
            Assert.False(BankAccount.HasRightCheckDigits($"{iban[..at]}{other}{iban[(at + 1)..]}"));
        }
    }

    [Fact]
    public void Normalise_is_idempotent_and_keeps_letters_and_digits() => Gen.String.Sample(text =>
    {
        var normalised = BankAccount.Normalise(text);
        Assert.Equal(normalised, BankAccount.Normalise(normalised));
        Assert.True(normalised is null or { Length: > 0 } && (normalised ?? "").All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)));
    });

    [Theory]
    [InlineData("12345678", "5678")]
    [InlineData("1234567", "567")]
    [InlineData("1234", "34")]
    [InlineData("1", "")]
    public void LastDigitsOf_never_shows_more_than_half(string account, string shown) => Assert.Equal(shown, BankAccount.LastDigitsOf(account));

    [Fact]
    public void Of_prints_tell_accounts_apart_and_nothing_of_them()
    {
        var print = SampleMasterData.Account("20-00-00 / 12345678", "BUKBGB22");
        Assert.Equal(print, SampleMasterData.Account("200000 12345678", "bukb gb22"));
        Assert.NotEqual(print.Account, SampleMasterData.Account("200000 12345679").Account);
        Assert.NotEqual(print.Account, print.Bank);
        Assert.NotEqual(SampleMasterData.Account("BUKBGB22").Account, print.Bank);
        Assert.NotEqual(print.Account, new AccountKey([.. Enumerable.Repeat((byte)1, AccountKey.SecretBytes)]).Of("200000 12345678", null)!.Value.Account); // it has digits
        Assert.Null(SampleMasterData.Key.Of(" - ", "BANK"));
        Assert.DoesNotContain("1234567", $"{print}", StringComparison.Ordinal);
        Assert.Equal("(key of accounts)", SampleMasterData.Key.ToString());
        Assert.Throws<ArgumentException>(() => new AccountKey([1, 2, 3]));
    }

    [Fact]
    public void Encode_stored_content_has_no_account_in_it()
    {
        var read = Files.Good(MasterDataKind.Suppliers, "supplier_id,name,bank_accounts\nS1,Acme,GB33BUKB20201555555555|11-22-33/98765432\n");
        var stored = Encoding.Latin1.GetString(MasterDataCodec.Encode(read.Content));
        Assert.All(["GB33", "BUKB", "2020155555", "9876543", "112233"], part => Assert.DoesNotContain(part, stored, StringComparison.Ordinal));
        Assert.Contains("5432", stored, StringComparison.Ordinal);
    }
}
