using System.Collections.Immutable;
using System.Net;
using Triage.Training.Files;

namespace Triage.Training.Pairs;

/// <summary>
/// Reads a set from its directory, each file plain or packed (.gz): tableA.csv, tableB.csv and train, valid and test.csv that join
/// them (the layout of Mudgal and others, SIGMOD 2018), or train, valid and test.txt with both records in a line (that of Li and
/// others, VLDB 2021).
/// </summary>
public static class PairSetFiles
{
    public static PairSet Read(string directory)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        if (Find(directory, "tableA.csv") is { } left && Find(directory, "tableB.csv") is { } right)
        {
            return OfTables(name, directory, NamedColumns.Read(left), NamedColumns.Read(right));
        }

        return Find(directory, "train.txt") is not null
            ? OfLines(name, directory)
            : throw new TrainingException($"{directory} holds no entity-resolution set: tableA.csv, tableB.csv, train.csv, valid.csv and test.csv are expected, or train.txt, valid.txt and test.txt (also .gz).");
    }

    private static string? Find(string directory, string file) =>
        new[] { file, $"{file}.gz" }.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private static string Needed(string directory, string file) => Find(directory, file) ?? throw new TrainingException($"{Path.Combine(directory, file)} is not there, nor is {file}.gz.");

    private static PairSet OfTables(string name, string directory, NamedColumns left, NamedColumns right)
    {
        ImmutableArray<string> columns = [.. left.Header.Where(column => column != "id" && right.Header.Contains(column))];
        var (lefts, rights) = (Records(left, columns), Records(right, columns));
        ImmutableArray<LabelledPair> Part(string file)
        {
            var pairs = NamedColumns.Read(Needed(directory, file));
            var (one, other, label) = (pairs.PlaceOf("ltable_id"), pairs.PlaceOf("rtable_id"), pairs.PlaceOf("label"));
            return [.. pairs.Rows.Select(row => new LabelledPair(Of(lefts, row[one], left.Path), Of(rights, row[other], right.Path), row[label] == "1"))];
        }

        return new() { Name = name, Columns = columns, Train = Part("train.csv"), Valid = Part("valid.csv"), Test = Part("test.csv") };
    }

    private static Dictionary<string, ImmutableArray<string>> Records(NamedColumns table, ImmutableArray<string> columns)
    {
        var id = table.PlaceOf("id");
        var places = columns.Select(table.PlaceOf).ToArray();
        return table.Rows.ToDictionary(row => row[id], row => places.Select(place => WebUtility.HtmlDecode(row[place])).ToImmutableArray(), StringComparer.Ordinal);
    }

    private static ImmutableArray<string> Of(Dictionary<string, ImmutableArray<string>> records, string id, string table) =>
        records.TryGetValue(id, out var record) ? record : throw new TrainingException($"{table} has no record {id}.");

    private static PairSet OfLines(string name, string directory)
    {
        ImmutableArray<string>? columns = null;
        var train = Lines(Needed(directory, "train.txt"), ref columns);
        var valid = Lines(Needed(directory, "valid.txt"), ref columns);
        var test = Lines(Needed(directory, "test.txt"), ref columns);
        return new() { Name = name, Columns = columns ?? throw new TrainingException($"{directory}: there is no pair."), Train = train, Valid = valid, Test = test };
    }

    private static ImmutableArray<LabelledPair> Lines(string path, ref ImmutableArray<string>? columns)
    {
        var pairs = ImmutableArray.CreateBuilder<LabelledPair>();
        var number = 0;
        foreach (var line in WholeText.Read(path).Split('\n'))
        {
            number++;
            if (line.TrimEnd('\r') is { Length: > 0 } text)
            {
                pairs.Add(PairLine.Read(text, $"{path}: line {number}", ref columns));
            }
        }

        return pairs.DrainToImmutable();
    }
}
