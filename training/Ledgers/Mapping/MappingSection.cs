using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Triage.Training.Ledgers;

/// <summary>One YAML mapping node; notes what is wrong with what is asked of it.</summary>
internal sealed class MappingSection(YamlMappingNode node, List<string> errors)
{
    public List<string> Errors => errors;

    public string? Text(string key) => node.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    public string Required(string key)
    {
        if (Text(key) is { } text)
        {
            return text;
        }

        errors.Add($"{key} is missing");
        return "";
    }

    /// <summary>The first is the default.</summary>
    public string Choice(string key, string[] choices)
    {
        var value = Text(key) ?? choices[0];
        if (choices.Contains(value))
        {
            return value;
        }

        errors.Add($"{key} must be one of {string.Join(' ', choices.Select(choice => $"\"{(choice == "\t" ? "\\t" : choice)}\""))}");
        return choices[0];
    }

    public Dictionary<string, string> Fields(string key, string[] known)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!node.Children.TryGetValue(key, out var child) || child is not YamlMappingNode mapping)
        {
            errors.Add($"{key} must map fields to columns");
            return fields;
        }

        new MappingSection(mapping, errors).RefuseOthers(known);
        foreach (var (field, column) in mapping)
        {
            if (column is YamlScalarNode { Value: { Length: > 0 } name })
            {
                fields[field.ToString()] = name;
            }
            else
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"line {column.Start.Line}: {field} must name a column"));
            }
        }

        return fields;
    }

    public List<(string Column, bool Hash)> KeyParts()
    {
        var key = new List<(string, bool)>();
        if (!node.Children.TryGetValue("key", out var child) || child is not YamlSequenceNode { Children.Count: > 0 } parts)
        {
            errors.Add("key must be a list of columns");
            return key;
        }

        foreach (var part in parts)
        {
            if (part is YamlMappingNode mapping && new MappingSection(mapping, errors) is var column && column.Text("column") is { } name)
            {
                column.RefuseOthers(["column", "hash"]);
                key.Add((name, column.Choice("hash", ["false", "true"]) == "true"));
            }
            else
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"line {part.Start.Line}: a key part is {{ column: NAME, hash: true|false }}"));
            }
        }

        return key;
    }

    public void RefuseOthers(string[] known) => errors.AddRange(node.Children.Keys
        .Where(key => !known.Contains(key.ToString()))
        .Select(key => string.Create(CultureInfo.InvariantCulture, $"line {key.Start.Line}: {key} is not a key here; known: {string.Join(", ", known)}")));
}
