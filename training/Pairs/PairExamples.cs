using System.Collections.Immutable;
using Triage.Models.Features.Pairs;
using Triage.Training.Trees;

namespace Triage.Training.Pairs;

/// <summary>Turns pairs into examples; each record is read once, however many pairs it is in.</summary>
internal sealed class PairExamples(PairProfile profile)
{
    private readonly Dictionary<string, PairRecord> _read = new(StringComparer.Ordinal);

    /// <summary>Column kinds and rarities are learned from all records of the set, of which no label is looked at.</summary>
    public static PairExamples Of(PairSet set) =>
        new(new(set.Columns, [.. set.All.SelectMany(pair => new[] { pair.Left, pair.Right }).DistinctBy(Key, StringComparer.Ordinal)]));

    public PairProfile Profile => profile;

    public ExampleTable Of(ImmutableArray<LabelledPair> pairs)
    {
        var table = new ExampleTable(profile.Schema);
        var row = new float[profile.Schema.Count];
        foreach (var pair in pairs)
        {
            PairFeatures.Fill(profile, Read(pair.Left), Read(pair.Right), row);
            table.Add(row, pair.IsMatch);
        }

        return table;
    }

    private PairRecord Read(ImmutableArray<string> cells)
    {
        var key = Key(cells);
        return _read.TryGetValue(key, out var record) ? record : _read[key] = profile.Read(cells);
    }

    private static string Key(ImmutableArray<string> cells) => string.Join('\t', cells);
}
