using System.Collections.Immutable;

namespace Triage.Models.Policy;

/// <summary>A piece of the document with its place, as written: repeated keys are kept so that they can be reported.</summary>
internal abstract record PolicyNode(int Line, int Column)
{
    /// <param name="Quoted">Written as text, even if it looks like a number.</param>
    public sealed record Scalar(int Line, int Column, string Value, bool Quoted) : PolicyNode(Line, Column);

    public sealed record List(int Line, int Column, ImmutableArray<PolicyNode> Items) : PolicyNode(Line, Column);

    public sealed record Map(int Line, int Column, ImmutableArray<(Scalar Key, PolicyNode Value)> Entries) : PolicyNode(Line, Column);
}
