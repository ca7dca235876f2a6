using System.Globalization;
using System.Runtime.CompilerServices;
using Triage.Models.Intake;
using Triage.Silo.Errors;

namespace Triage.Silo.Intake;

/// <summary>
/// Reads the fields of one message and notes what is wrong with each under its path. An empty text is a
/// field left out, so it comes back as <c>null</c>.
/// </summary>
/// <param name="Violations">Where to note it.</param>
/// <param name="Prefix">The path of the message; empty for the request itself.</param>
/// <param name="Index">Its place in a repeated field; negative where it stands alone.</param>
internal readonly record struct Fields(Violations Violations, string Prefix = "", int Index = -1)
{
    public const int IdentifierMax = 128;
    public const int TextMax = 1000;
    public const long AmountMax = 1_000_000_000_000_000;

    public void Refuse(string field, string rule) => Violations.Add(
        Prefix.Length == 0 ? field : Index < 0 ? $"{Prefix}.{field}" : $"{Prefix}[{Index.ToString(CultureInfo.InvariantCulture)}].{field}", rule);

    public string? Identifier(string field, string value, int max = IdentifierMax) => Checked(field, value, max, Characters.FitIdentifier);

    public string? Text(string field, string value, int max = TextMax) => Checked(field, value, max, Characters.FitText);

    /// <summary>Never null in use: where it is missing, the request is refused before the value is read.</summary>
    public string RequiredIdentifier(string field, string value, int max = IdentifierMax)
    {
        if (value.Length == 0)
        {
            Refuse(field, "must be given");
        }

        return Identifier(field, value, max) ?? "";
    }

    public string RequiredText(string field, string value, int max)
    {
        if (value.Length == 0)
        {
            Refuse(field, "must be given");
        }

        return Text(field, value, max) ?? "";
    }

    public DateOnly? Date(string field, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value.Length == 10 && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1990 and <= 2100)
        {
            return date;
        }

        Refuse(field, "must be a calendar date YYYY-MM-DD of the years 1990 to 2100");
        return null;
    }

    public decimal? Decimal(string field, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (IsPlainDecimal(value) && decimal.TryParse(value, Styles, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(field, "must be a decimal with at most 12 digits before and 6 after the point, without an exponent");
        return null;
    }

    public long Amount(string field, long value)
    {
        if (value is < -AmountMax or > AmountMax)
        {
            Refuse(field, "must lie between -10^15 and 10^15 minor units");
        }

        return value;
    }

    public TDomain Choice<TDomain>(string field, int number)
        where TDomain : struct, Enum
    {
        // Every domain enumeration is a byte; its numbers are the contract's.
        if (number is > 0 and <= byte.MaxValue)
        {
            var value = Unsafe.BitCast<byte, TDomain>((byte)number);
            if (Enum.IsDefined(value))
            {
                return value;
            }
        }

        Refuse(field, number == 0 ? "must be given" : "is not a value of this enumeration");
        return default;
    }

    private string? Checked(string field, string value, int max, Func<string, bool> fits)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value.Length > max)
        {
            Refuse(field, $"must have at most {max.ToString(CultureInfo.InvariantCulture)} characters");
        }
        else if (string.IsNullOrWhiteSpace(value))
        {
            Refuse(field, "must not be blank");
        }
        else if (!fits(value))
        {
            Refuse(field, "holds characters that are not allowed");
        }

        return value;
    }

    private static bool IsPlainDecimal(string value)
    {
        var digits = value.AsSpan(value[0] == '-' ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        return whole.Length is >= 1 and <= 12 && fraction.Length <= 6 && (point < 0 || fraction.Length > 0)
            && whole.IndexOfAnyExceptInRange('0', '9') < 0 && fraction.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
