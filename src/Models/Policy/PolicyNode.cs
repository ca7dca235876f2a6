using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Intake;
using YamlDotNet.RepresentationModel;

namespace Triage.Models.Policy;

/// <summary>A mapping of the document that is read strictly: every key must be asked for, every value must be what it should, and all errors are collected.</summary>
internal sealed class PolicyNode
{
    private readonly YamlMappingNode _node;
    private readonly List<PolicyError> _errors;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public PolicyNode(YamlNode node, List<PolicyError> errors)
    {
        _errors = errors;
        _node = node as YamlMappingNode ?? new YamlMappingNode();
        if (node is not YamlMappingNode)
        {
            Error(node, "a mapping is expected here");
        }
    }

    public string Text(string key)
    {
        if (Find(key, true) is not { } value)
        {
            return "";
        }

        if (value is YamlScalarNode { Value: { Length: > 0 and <= 128 } text })
        {
            return text;
        }

        Error(value, $"{key} must be a text of at most 128 characters");
        return "";
    }

    public int Number(string key, int from, int to, int? absent = null)
    {
        if (Find(key, absent is null) is not { } value)
        {
            return absent ?? from;
        }

        if (value is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        Error(value, $"{key} must be a whole number from {from} to {to}");
        return from;
    }

    public T Choice<T>(string key)
        where T : struct, Enum => Find(key, true) is { } value ? Named<T>(value, key) ?? default : default;

    public ImmutableArray<T> Choices<T>(string key, bool required = true)
        where T : struct, Enum => [.. Items(key, required).Select(item => Named<T>(item, key)).OfType<T>()];

    public ImmutableArray<string> Texts(string key, bool required = true)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(key, required))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } text })
            {
                texts.Add(text);
            }
            else
            {
                Error(item, $"{key} must hold texts");
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>Amounts in major units by currency, as minor units.</summary>
    public ImmutableSortedDictionary<string, long> Amounts(string key, bool required = true)
    {
        var amounts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        if (Find(key, required) is not { } value)
        {
            return amounts.ToImmutable();
        }

        if (value is not YamlMappingNode byCurrency)
        {
            Error(value, $"{key} must map currencies to amounts");
            return amounts.ToImmutable();
        }

        foreach (var (currency, amount) in byCurrency.Children)
        {
            var code = (currency as YamlScalarNode)?.Value ?? "";
            if (Currency.ExponentOf(code) is not { } exponent)
            {
                Error(currency, $"{code} is not a currency of ISO 4217");
            }
            else if (amount is YamlScalarNode { Value: { } text }
                && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major)
                && major <= 1_000_000_000_000m && major * Currency.Scale(exponent) % 1 == 0)
            {
                amounts[code] = (long)(major * Currency.Scale(exponent));
            }
            else
            {
                Error(amount, $"{key} of {code} must be an amount of at least 0 with at most {exponent} decimals");
            }
        }

        return amounts.ToImmutable();
    }

    public PolicyNode? Section(string key, bool required = true) => Find(key, required) is { } value ? new PolicyNode(value, _errors) : null;

    public ImmutableArray<PolicyNode> Sections(string key, bool required = true) => [.. Items(key, required).Select(item => new PolicyNode(item, _errors))];

    /// <summary>What was not asked for is not known.</summary>
    public void NothingElse()
    {
        foreach (var key in _node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name)))
        {
            Error(key, $"{key} is not a key here; known: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    private IEnumerable<YamlNode> Items(string key, bool required)
    {
        if (Find(key, required) is not { } value)
        {
            return [];
        }

        if (value is YamlSequenceNode list)
        {
            return list.Children;
        }

        Error(value, $"{key} must be a list");
        return [];
    }

    private T? Named<T>(YamlNode value, string key)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(v => string.Concat(v.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{c}")).ToLowerInvariant(), v => v, StringComparer.Ordinal);
        if (value is YamlScalarNode { Value: { } text } && names.TryGetValue(text, out var named))
        {
            return named;
        }

        Error(value, $"{key} must be one of {string.Join(", ", names.Keys)}");
        return null;
    }

    private YamlNode? Find(string key, bool required)
    {
        _asked.Add(key);
        if (_node.Children.TryGetValue(new YamlScalarNode(key), out var value))
        {
            return value;
        }

        if (required)
        {
            Error(_node, $"{key} is missing");
        }

        return null;
    }

    private void Error(YamlNode at, string message) => _errors.Add(new PolicyError(at.Start.Line, message));
}
