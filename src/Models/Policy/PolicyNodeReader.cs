using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Triage.Models.Policy;

/// <summary>
/// Reads YAML's events into nodes. The library's own document model throws at the first repeated key and
/// resolves aliases; a policy's author gets every error at once, and a policy has no use for aliases.
/// </summary>
internal sealed class PolicyNodeReader(List<PolicyError> errors)
{
    private const int DepthMax = 16;

    /// <returns><c>null</c> where there is no document to look at; the errors say why.</returns>
    public PolicyNode? Read(string text)
    {
        var scanner = new Scanner(new StringReader(text));
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            if (!parser.Accept<DocumentStart>(out _))
            {
                errors.Add(new(1, 1, "The policy is empty."));
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                errors.Add(new((int)second.Start.Line, (int)second.Start.Column, "A policy is one document."));
            }

            return root;
        }
        catch (YamlException invalid)
        {
            errors.Add(NotYaml(invalid.Start, ": " + invalid.Message));
            return null;
        }
        catch (Exception invalid) when (invalid
            is InvalidOperationException or ArgumentException or IndexOutOfRangeException or IOException)
        {
            // Some malformed flow collections end the library's reading in other ways than its own exception.
            errors.Add(NotYaml(scanner.CurrentPosition, "."));
            return null;
        }
    }

    private static PolicyError NotYaml(Mark at, string why) =>
        new(Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column), "This is not valid YAML" + why);

    private PolicyNode Node(Parser parser, int depth)
    {
        var happened = parser.Consume<ParsingEvent>();
        var (line, column) = ((int)happened.Start.Line, (int)happened.Start.Column);
        if (depth > DepthMax)
        {
            throw new YamlException(happened.Start, happened.End, "it is nested too deeply.");
        }

        if (happened is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
            {
                errors.Add(new(line, column, "Anchors are not allowed."));
            }

            if (!node.Tag.IsEmpty)
            {
                errors.Add(new(line, column, "Tags are not allowed."));
            }
        }

        switch (happened)
        {
            case YamlDotNet.Core.Events.Scalar scalar:
                return new PolicyNode.Scalar(line, column, scalar.Value, scalar.Style != ScalarStyle.Plain);
            case SequenceStart:
                var items = ImmutableArray.CreateBuilder<PolicyNode>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    items.Add(Node(parser, depth + 1));
                }

                return new PolicyNode.List(line, column, items.ToImmutable());
            case MappingStart:
                return new PolicyNode.Map(line, column, Entries(parser, depth));
            default:
                errors.Add(new(line, column, "Aliases are not allowed."));
                return new PolicyNode.Scalar(line, column, "", Quoted: false);
        }
    }

    private ImmutableArray<(PolicyNode.Scalar Key, PolicyNode Value)> Entries(Parser parser, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(PolicyNode.Scalar, PolicyNode)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, depth + 1);
            var value = Node(parser, depth + 1);
            if (key is PolicyNode.Scalar name)
            {
                entries.Add((name, value));
            }
            else
            {
                errors.Add(new(key.Line, key.Column, "A key is a word."));
            }
        }

        return entries.ToImmutable();
    }
}
