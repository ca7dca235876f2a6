using System.Globalization;
using System.Text;

namespace Triage.Silo.Intake;

/// <summary>Reads single fields of messages; what is wrong is collected, and a harmless value goes on.</summary>
internal sealed class FieldReader(Violations violations)
{
    public const long AmountMinorMax = 1_000_000_000_000_000;

    public string? Optional(string field, string value, int lengthMax = 128)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value.Length > lengthMax)
        {
            violations.Add(field, $"must have at most {lengthMax} characters");
        }
        else if (!IsCleanIdentifier(value))
        {
            violations.Add(field, "must not hold control characters, direction marks or broken characters");
        }

        return value;
    }

    public string Required(string field, string value, int lengthMax = 128)
    {
        if (value.Length == 0)
        {
            violations.Add(field, "is required");
        }
        else if (string.IsNullOrWhiteSpace(value))
        {
            violations.Add(field, "must not be blank");
        }

        return Optional(field, value, lengthMax) ?? "";
    }

    /// <summary>Free text: line breaks and tabs are part of it.</summary>
    public string? Text(string field, string value, int lengthMax)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value.Length > lengthMax)
        {
            violations.Add(field, $"must have at most {lengthMax} characters");
        }
        else if (value.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || IsDirectionMark(c)) || !IsWellFormed(value))
        {
            violations.Add(field, "must not hold control characters, direction marks or broken characters");
        }

        return value;
    }

    public DateOnly? Date(string field, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1990 and <= 2100)
        {
            return date;
        }

        violations.Add(field, "must be a calendar date YYYY-MM-DD from 1990 to 2100");
        return null;
    }

    public decimal? Decimal(string field, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (value.Length <= 24
            && decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1_000_000_000_000m && number * 1_000_000m % 1 == 0)
        {
            return number;
        }

        violations.Add(field, "must be a decimal such as 12.5, below 10^12, with at most 6 places");
        return null;
    }

    public long Amount(string field, long minor)
    {
        if (minor is > AmountMinorMax or < -AmountMinorMax)
        {
            violations.Add(field, "must lie within 10^15 minor units");
        }

        return minor;
    }

    public string Currency(string field, string value)
    {
        if (Models.Intake.Currency.ExponentOf(value) is null)
        {
            violations.Add(field, value.Length == 0 ? "is required" : "must be an upper-case alphabetic code of ISO 4217");
        }

        return value;
    }

    /// <summary>An enum of the contract as the domain's, which has the same numbers; zero and unknown numbers are refused.</summary>
    public T Choice<T>(string field, int number)
        where T : struct, Enum
    {
        var value = (T)Enum.ToObject(typeof(T), number);
        if (number <= 0 || number > byte.MaxValue || !Enum.IsDefined(value))
        {
            violations.Add(field, "must be one of the values of the contract, and not the unspecified one");
        }

        return value;
    }

    private static bool IsCleanIdentifier(string value) => !value.Any(c => char.IsControl(c) || IsDirectionMark(c)) && IsWellFormed(value);

    private static bool IsDirectionMark(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C';

    private static bool IsWellFormed(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
