using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>One mapping of the document. What is wrong is added to the errors and reading goes on with a stand-in value.</summary>
internal sealed class PolicySection
{
    private readonly Dictionary<string, PolicyNode> _values = new(StringComparer.Ordinal);
    private readonly List<PolicyError> _errors;
    private readonly PolicyNode _node;

    public PolicySection(PolicyNode node, List<PolicyError> errors, params string[] keys)
    {
        _errors = errors;
        _node = node;
        if (node is not PolicyNode.Map map)
        {
            Fail(node, $"Expected a mapping with the keys {string.Join(", ", keys)}.");
            IsMapping = false;
            return;
        }

        IsMapping = true;
        foreach (var (key, value) in map.Entries)
        {
            if (!keys.Contains(key.Value, StringComparer.Ordinal))
            {
                Fail(key, $"Unknown key; known here: {string.Join(", ", keys)}.");
            }
            else if (!_values.TryAdd(key.Value, value))
            {
                Fail(key, $"The key {key.Value} is repeated.");
            }
        }
    }

    /// <summary>Where it is none, its keys are not missed one by one.</summary>
    public bool IsMapping { get; }

    public PolicyNode? Optional(string key) => _values.GetValueOrDefault(key);

    public PolicyNode? Required(string key)
    {
        if (_values.TryGetValue(key, out var value))
        {
            return value;
        }

        if (IsMapping)
        {
            Fail(_node, $"The key {key} is missing.");
        }

        return null;
    }

    public int Integer(string key, int least, int most) =>
        Required(key) is { } node ? PolicyValues.Integer(node, least, most, _errors) : least;

    public int Integer(string key, int least, int most, int absent) =>
        Optional(key) is { } node ? PolicyValues.Integer(node, least, most, _errors) : absent;

    /// <summary>In millionths; <c>null</c> where it is absent.</summary>
    public int? Probability(string key) => Optional(key) is { } node ? PolicyValues.Probability(node, _errors) : null;

    public string Name(string key) => Required(key) is { } node ? PolicyValues.Name(node, _errors) : "";

    public T Word<T>(string key)
        where T : struct, Enum => Required(key) is { } node ? PolicyValues.Word<T>(node, _errors) : default;

    /// <summary>A list that must name something.</summary>
    public ImmutableArray<T> Words<T>(string key)
        where T : struct, Enum
    {
        if (Required(key) is not { } node)
        {
            return [];
        }

        var words = Each(node, PolicyValues.Word<T>);
        if (node is PolicyNode.List { Items: [] })
        {
            Fail(node, $"The list {key} is empty.");
        }

        return words;
    }

    /// <summary>A list that may be absent or empty.</summary>
    public ImmutableArray<T> OptionalList<T>(string key, Func<PolicyNode, List<PolicyError>, T> read) =>
        Optional(key) is { } node ? Each(node, read) : [];

    public ImmutableArray<T> RequiredList<T>(string key, Func<PolicyNode, List<PolicyError>, T> read) =>
        Required(key) is { } node ? Each(node, read) : [];

    private ImmutableArray<T> Each<T>(PolicyNode node, Func<PolicyNode, List<PolicyError>, T> read)
    {
        if (node is not PolicyNode.List list)
        {
            Fail(node, "Expected a list.");
            return [];
        }

        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items.OfType<PolicyNode.Scalar>().Where(item => !written.Add(item.Value)))
        {
            Fail(item, "The entry is repeated.");
        }

        return [.. list.Items.Select(item => read(item, _errors))];
    }

    private void Fail(PolicyNode node, string message) => _errors.Add(new(node.Line, node.Column, message));
}
