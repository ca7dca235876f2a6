using System.Globalization;
using Triage.Models.Intake;

namespace Triage.Models.Policy;

/// <summary>Single values of a policy. Nothing is converted silently: what is not exactly of the type is an error.</summary>
internal static class PolicyValues
{
    private const int NameLengthMax = 64;
    private const int TextLengthMax = 128;

    public static int Integer(PolicyNode node, int least, int most, List<PolicyError> errors)
    {
        if (node is not PolicyNode.Scalar { Quoted: false } scalar
            || !decimal.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            errors.Add(new(node.Line, node.Column, "Expected a whole number."));
            return least;
        }

        if (value < least || value > most)
        {
            errors.Add(new(node.Line, node.Column, $"Expected {least} to {most}."));
            return least;
        }

        return (int)value;
    }

    /// <summary>In millionths.</summary>
    public static int Probability(PolicyNode node, List<PolicyError> errors)
    {
        const int Millionths = 1_000_000;
        if (node is PolicyNode.Scalar { Quoted: false } scalar
            && decimal.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value is > 0 and <= 1 && value * Millionths % 1 == 0)
        {
            return (int)(value * Millionths);
        }

        errors.Add(new(node.Line, node.Column, "Expected a probability above 0 and at most 1, with six decimals at most."));
        return Millionths;
    }

    /// <summary>Names end up in reasons and logs, so they are plain.</summary>
    public static string Name(PolicyNode node, List<PolicyError> errors)
    {
        if (node is PolicyNode.Scalar { Value: { Length: > 0 and <= NameLengthMax } name }
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            return name;
        }

        errors.Add(new(node.Line, node.Column, $"Expected a name of 1 to {NameLengthMax} characters of A-Z a-z 0-9 . _ -"));
        return "";
    }

    public static string Text(PolicyNode node, List<PolicyError> errors)
    {
        if (node is PolicyNode.Scalar { Value: { Length: > 0 and <= TextLengthMax } text } && !text.Any(char.IsControl))
        {
            return text;
        }

        errors.Add(new(node.Line, node.Column, $"Expected a text of 1 to {TextLengthMax} characters."));
        return "";
    }

    public static string Scorer(PolicyNode node, List<PolicyError> errors)
    {
        if (node is PolicyNode.Scalar scalar && ScorerNames.All.Contains(scalar.Value, StringComparer.Ordinal))
        {
            return scalar.Value;
        }

        errors.Add(new(node.Line, node.Column, $"Expected one of {string.Join(", ", ScorerNames.All)}."));
        return "";
    }

    public static T Word<T>(PolicyNode node, List<PolicyError> errors)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var index = node is PolicyNode.Scalar scalar
            ? Array.FindIndex(values, value => Snake(value.ToString()) == scalar.Value)
            : -1;
        if (index >= 0)
        {
            return values[index];
        }

        errors.Add(new(node.Line, node.Column, $"Expected one of {string.Join(", ", values.Select(value => Snake(value.ToString())))}."));
        return default;
    }

    /// <summary>An amount in major units, as minor units of the currency.</summary>
    public static long Amount(PolicyNode node, string currency, List<PolicyError> errors)
    {
        if (node is not PolicyNode.Scalar { Quoted: false } scalar
            || !decimal.TryParse(
                scalar.Value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var major))
        {
            errors.Add(new(node.Line, node.Column, "Expected an amount such as 2500.00."));
            return 0;
        }

        var exponent = Currency.ExponentOf(currency) ?? 0;
        if (major < 0 || major > long.MaxValue / Currency.Scale(exponent))
        {
            errors.Add(new(node.Line, node.Column, "The amount is out of range."));
            return 0;
        }

        var minor = major * Currency.Scale(exponent);
        if (minor % 1 != 0 || major.Scale > exponent)
        {
            errors.Add(new(node.Line, node.Column, $"{currency} has {exponent} decimals."));
            return 0;
        }

        return (long)minor;
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => (i > 0 && char.IsAsciiLetterUpper(c) ? "_" : "") + char.ToLowerInvariant(c)));
}
