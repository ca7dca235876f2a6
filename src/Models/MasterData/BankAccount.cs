using System.Text;

namespace Triage.Models.MasterData;

/// <summary>The form in which bank accounts are compared: letters and digits, in capitals.</summary>
public static class BankAccount
{
    // ISO 13616-1: country, check digits, at most 30 characters of the country's own.
    private const int IbanLengthMin = 15;
    private const int IbanLengthMax = 34;
    private const int ShownMax = 4;

    /// <summary>Pure and idempotent; <c>null</c> when no letter and no digit is left.</summary>
    public static string? Normalise(string? written)
    {
        if (string.IsNullOrEmpty(written))
        {
            return null;
        }

        var plain = new StringBuilder(written.Length);
        foreach (var c in written.Where(char.IsAsciiLetterOrDigit))
        {
            plain.Append(char.ToUpperInvariant(c));
        }

        return plain.Length == 0 ? null : plain.ToString();
    }

    /// <summary>Whether a normalised account has the shape of an IBAN: it names its bank itself.</summary>
    public static bool IsIban(string normalised) =>
        normalised.Length is >= IbanLengthMin and <= IbanLengthMax
        && char.IsAsciiLetterUpper(normalised[0]) && char.IsAsciiLetterUpper(normalised[1])
        && char.IsAsciiDigit(normalised[2]) && char.IsAsciiDigit(normalised[3]);

    /// <summary>Whether the check digits of an IBAN are right (ISO 7064, MOD 97-10).</summary>
    public static bool HasRightCheckDigits(string iban)
    {
        var rest = 0;
        foreach (var c in iban[4..] + iban[..4])
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + (c - '0')) % 97 : ((rest * 100) + (c - 'A' + 10)) % 97;
        }

        return rest == 1;
    }

    public static string LastDigitsOf(string normalised) => normalised[^Math.Min(ShownMax, normalised.Length / 2)..];
}
