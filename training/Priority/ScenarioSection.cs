using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Triage.Training.Priority;

/// <summary>One YAML mapping of a scenario. What is wrong is noted with its path, and reading goes on with a stand-in value.</summary>
internal sealed class ScenarioSection
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly List<string> _errors;
    private readonly string _path;

    public ScenarioSection(YamlNode? node, string path, List<string> errors, params string[] keys)
    {
        (_errors, _path) = (errors, path);
        if (node is not YamlMappingNode mapping)
        {
            errors.Add($"{(path.Length == 0 ? "the scenario" : path)} must be a mapping with {string.Join(", ", keys)}");
            IsMapping = false;
            return;
        }

        IsMapping = true;
        foreach (var (key, value) in mapping)
        {
            if (!keys.Contains(key.ToString(), StringComparer.Ordinal))
            {
                errors.Add($"{PathOf(key.ToString())} is not known; known here: {string.Join(", ", keys)}");
            }

            _values[key.ToString()] = value;
        }
    }

    /// <summary>Where it is none, its keys are not missed one by one.</summary>
    public bool IsMapping { get; }

    public bool Has(string key) => _values.ContainsKey(key);

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    public string Text(string key) => Required(key) is not { } node ? "" : TextOf(node, PathOf(key));

    public int Whole(string key, int least, int most) => (int)Number(key, least, most, isWhole: true);

    public double Number(string key, double least, double most) => (double)Number(key, (decimal)least, (decimal)most, isWhole: false);

    public decimal Amount(string key) => Number(key, 0, 1_000_000_000, isWhole: false);

    public DateOnly Date(string key)
    {
        var text = Text(key);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and <= 2100)
        {
            return date;
        }

        Fail(text.Length > 0, key, "must be a date from 2000 to 2100, such as 2026-01-05");
        return new(2026, 1, 5);
    }

    public T Word<T>(string key)
        where T : struct, Enum => Required(key) is { } node ? WordOf<T>(node, PathOf(key)) : default;

    /// <summary>An enum's word as the contract writes it, or in lower case.</summary>
    public T WordOf<T>(YamlNode node, string path)
        where T : struct, Enum
    {
        var text = TextOf(node, path);
        var known = Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        if (known is null && text.Length > 0)
        {
            _errors.Add($"{path} is {text}, which is not one of those known");
        }

        return known is null ? default : Enum.Parse<T>(known);
    }

    public ScenarioSection Section(string key, params string[] keys) => Required(key) is { } node
        ? new(node, PathOf(key), _errors, keys)
        : new(new YamlMappingNode(), PathOf(key), [], keys);

    /// <summary>A list that is not empty, with the path of each entry.</summary>
    public ImmutableArray<(YamlNode Node, string Path)> List(string key)
    {
        var node = Required(key);
        if (node is YamlSequenceNode { Children.Count: > 0 } list)
        {
            return [.. list.Select((item, i) => (item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{i}]")))];
        }

        Fail(node is not null, key, "must be a list that is not empty");
        return [];
    }

    public ImmutableArray<T> List<T>(string key, Func<ScenarioSection, T> read, params string[] keys) =>
        [.. List(key).Select(item => read(new ScenarioSection(item.Node, item.Path, _errors, keys)))];

    public ImmutableArray<double> Numbers(string key, int count, double most)
    {
        var items = List(key);
        Fail(items.Length != 0 && items.Length != count, key, $"must be {count} numbers");
        return [.. items.Select(item => (double)NumberOf(item.Node, item.Path, 0, (decimal)most, isWhole: false))];
    }

    public void Fail(bool isWrong, string key, string what)
    {
        if (isWrong)
        {
            _errors.Add($"{PathOf(key)} {what}");
        }
    }

    private decimal Number(string key, decimal least, decimal most, bool isWhole) =>
        Required(key) is { } node ? NumberOf(node, PathOf(key), least, most, isWhole) : least;

    private decimal NumberOf(YamlNode node, string path, decimal least, decimal most, bool isWhole)
    {
        if (node is YamlScalarNode { Value: { } text }
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && (!isWhole || number == decimal.Truncate(number)))
        {
            return number;
        }

        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{path} must be a {(isWhole ? "whole " : "")}number from {least} to {most}"));
        return least;
    }

    private string TextOf(YamlNode node, string path)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        _errors.Add($"{path} must be a word");
        return "";
    }

    private YamlNode? Required(string key)
    {
        if (_values.TryGetValue(key, out var node))
        {
            return node;
        }

        Fail(IsMapping, key, "is missing");
        return null;
    }
}
