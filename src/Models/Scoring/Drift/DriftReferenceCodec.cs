using System.Collections.Immutable;
using Triage.Models.Payloads;

namespace Triage.Models.Scoring.Drift;

/// <summary>The stored form of a package's reference.</summary>
public static class DriftReferenceCodec
{
    private const byte Version = 1;

    public static byte[] Encode(DriftReference reference)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        to.Date(reference.From);
        to.Date(reference.To);
        to.Count(reference.Models.Length);
        foreach (var model in reference.Models)
        {
            to.Text(model.Model);
            to.Unsigned((ulong)model.Invoices);
            to.Count(model.Columns.Length);
            foreach (var column in model.Columns)
            {
                Write(to, column);
            }
        }

        return to.ToArray();
    }

    /// <exception cref="PayloadDamagedException">It is no reference that this program can hold anything against.</exception>
    public static DriftReference Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new PayloadReader(bytes);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var (first, last) = (from.Date() ?? throw new PayloadDamagedException(), from.Date() ?? throw new PayloadDamagedException());
        var count = from.Count();
        var models = ImmutableArray.CreateBuilder<ModelReference>();
        for (var number = 0; number < count; number++)
        {
            models.Add(ReadModel(ref from));
        }

        return from.IsAtEnd && models.Select(model => model.Model).Distinct(StringComparer.Ordinal).Count() == models.Count
            ? new(first, last, models.ToImmutable())
            : throw new PayloadDamagedException();
    }

    private static void Write(PayloadWriter to, ColumnReference column)
    {
        to.Text(column.Name);
        to.Count(column.Edges.Length);
        foreach (var edge in column.Edges)
        {
            to.Single(edge);
        }

        foreach (var inBin in column.Counts)
        {
            to.Unsigned((ulong)inBin);
        }
    }

    private static ModelReference ReadModel(ref PayloadReader from)
    {
        var (name, invoices) = (from.RequiredText(), Long(ref from));
        var count = from.Count();
        var names = (DriftRows.Models.Contains(name) ? DriftRows.AllColumnsOf(name).FirstOrDefault(columns => columns.Length == count) : default) is { IsDefault: false } known
            ? known
            : throw new PayloadDamagedException();

        var columns = new ColumnReference[names.Length];
        for (var column = 0; column < columns.Length; column++)
        {
            columns[column] = ReadColumn(ref from, names[column]);
        }

        return new(name, invoices, [.. columns]);
    }

    private static ColumnReference ReadColumn(ref PayloadReader from, string name)
    {
        // The order of features is part of what a model reads: a column of another name is another schema's.
        if (from.RequiredText() != name || from.Count() is var edgesCount && edgesCount > ColumnReference.EdgesMax)
        {
            throw new PayloadDamagedException();
        }

        var edges = new float[edgesCount];
        foreach (ref var edge in edges.AsSpan())
        {
            edge = from.Single();
        }

        var counts = new long[edgesCount + 2];
        foreach (ref var inBin in counts.AsSpan())
        {
            inBin = Long(ref from);
        }

        return edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second) && Array.TrueForAll(edges, float.IsFinite) ? new(name, [.. edges], [.. counts]) : throw new PayloadDamagedException();
    }

    private static long Long(ref PayloadReader from) => from.Unsigned() is var value and <= int.MaxValue ? (long)value : throw new PayloadDamagedException();
}
