using System.Globalization;

namespace Triage.Training.Ledgers.Csv;

/// <summary>
/// How a ledger writes amounts. The marks are declared, never guessed: 1.234 is a thousand in one country and one and a bit in
/// another. A minus may stand before or after, or parentheses for it; the currency's own sign or code may stand beside.
/// </summary>
/// <param name="DecimalMark">A point or a comma.</param>
/// <param name="GroupingMark">Between groups of three digits; <c>null</c> where none may stand.</param>
public sealed record AmountFormat(char DecimalMark, char? GroupingMark)
{
    private const decimal Max = 1_000_000_000_000m;
    private static readonly Dictionary<string, string[]> Signs = new(StringComparer.Ordinal)
    {
        ["£"] = ["GBP", "EGP", "GIP", "FKP", "SHP"],
        ["€"] = ["EUR"],
        ["$"] = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"],
        ["¥"] = ["JPY", "CNY"],
        ["₹"] = ["INR"],
    };

    public string Example => GroupingMark is { } mark ? $"-1{mark}234{DecimalMark}56" : $"-1234{DecimalMark}56";

    /// <returns>What is wrong; <c>null</c> for nothing.</returns>
    public string? Read(string text, string currency, out decimal amount)
    {
        amount = 0;
        var rest = text.AsSpan().Trim();
        var negative = false;
        if (rest.Length > 2 && rest[0] == '(' && rest[^1] == ')')
        {
            negative = true;
            rest = rest[1..^1].Trim();
        }

        var minus = TakeMinus(ref rest);
        if (!TakeSign(ref rest, currency))
        {
            return $"the amount is in another currency than {currency}";
        }

        minus |= !minus && TakeMinus(ref rest);
        if ((negative && minus) || Digits(rest) is not { } digits || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) || read > Max)
        {
            return Problem(text);
        }

        amount = negative || minus ? -read : read;
        return null;
    }

    private string Problem(string text) => text.Length > 0 && GroupingMark is null && text.Any(char.IsAsciiDigit) && text.Any(c => ",. '\u00A0\u202F".Contains(c, StringComparison.Ordinal))
        ? $"not an amount such as {Example}; the mapping can say decimal_mark and grouping_mark"
        : $"not an amount such as {Example}";

    private static bool TakeMinus(ref ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[0] is '-' or '\u2212')
        {
            text = text[1..].TrimStart();
            return true;
        }

        if (text.Length > 1 && text[^1] is '-' or '\u2212')
        {
            text = text[..^1].TrimEnd();
            return true;
        }

        return false;
    }

    // False for the sign of another currency.
    private static bool TakeSign(ref ReadOnlySpan<char> text, string currency)
    {
        foreach (var (sign, codes) in Signs)
        {
            if (text.StartsWith(sign, StringComparison.Ordinal) || text.EndsWith(sign, StringComparison.Ordinal))
            {
                text = text.Trim(sign).Trim();
                return codes.Contains(currency);
            }
        }

        if (text.StartsWith(currency, StringComparison.Ordinal))
        {
            text = text[currency.Length..].TrimStart();
        }
        else if (text.EndsWith(currency, StringComparison.Ordinal))
        {
            text = text[..^currency.Length].TrimEnd();
        }

        return !(text.Length > 3 && (IsCode(text[..3]) || IsCode(text[^3..])));
    }

    private static bool IsCode(ReadOnlySpan<char> text) => Models.Intake.Currency.ExponentOf(text.ToString()) is not null;

    /// <summary>The number with a point and without groups; <c>null</c> when the marks stand where they can't.</summary>
    private string? Digits(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf(DecimalMark);
        var whole = point < 0 ? text : text[..point];
        var part = point < 0 ? [] : text[(point + 1)..];
        if ((whole.Length == 0 && part.Length == 0) || part.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var plain = GroupingMark is null ? whole.ToString() : Ungrouped(whole);
        return plain is null || plain.AsSpan().ContainsAnyExceptInRange('0', '9') ? null : $"{(plain.Length == 0 ? "0" : plain)}.{(part.Length == 0 ? "0" : part)}";
    }

    private string? Ungrouped(ReadOnlySpan<char> whole)
    {
        var groups = whole.ToString().Replace('\u00A0', ' ').Replace('\u202F', ' ').Split(GroupingMark ?? ' ');
        return groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3)) ? string.Concat(groups) : null;
    }
}
