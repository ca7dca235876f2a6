using System.Collections.Immutable;

namespace Triage.Training.Pairs;

/// <summary>An entity-resolution set: pairs of records, in the three parts in which it was published.</summary>
public sealed record PairSet
{
    public required string Name { get; init; }

    /// <summary>The columns that both records have.</summary>
    public required ImmutableArray<string> Columns { get; init; }
    public required ImmutableArray<LabelledPair> Train { get; init; }
    public required ImmutableArray<LabelledPair> Valid { get; init; }
    public required ImmutableArray<LabelledPair> Test { get; init; }

    public ImmutableArray<LabelledPair> All => [.. Train, .. Valid, .. Test];

    /// <summary>The same set as if it had no such column.</summary>
    public PairSet Without(string column)
    {
        var at = Columns.IndexOf(column);
        if (at < 0)
        {
            throw new TrainingException($"{Name} has no column {column}; its columns are {string.Join(", ", Columns)}.");
        }

        ImmutableArray<LabelledPair> Cut(ImmutableArray<LabelledPair> pairs) => [.. pairs.Select(pair => pair with { Left = pair.Left.RemoveAt(at), Right = pair.Right.RemoveAt(at) })];
        return this with { Columns = Columns.RemoveAt(at), Train = Cut(Train), Valid = Cut(Valid), Test = Cut(Test) };
    }
}
