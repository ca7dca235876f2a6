using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triage.Models.Payloads;

namespace Triage.Models.Scoring.Packages.Golden;

/// <summary>The stored form of all golden cases of a package.</summary>
public static class GoldenCasesCodec
{
    private const byte Version = 1;
    private const int ColumnsMax = 4096;

    public static byte[] Encode(IReadOnlyCollection<GoldenCases> models)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        to.Count(models.Count);
        foreach (var model in models)
        {
            to.Text(model.Model);
            to.Count(model.Columns);
            to.Count(model.Cases.Length);
            foreach (var one in model.Cases)
            {
                to.Count(one.Rows.Length / model.Columns);
                foreach (var value in one.Rows)
                {
                    to.Single(value);
                }

                to.Count(one.Answer.Length);
                foreach (var value in one.Answer)
                {
                    to.Double(value);
                }
            }
        }

        return to.ToArray();
    }

    /// <exception cref="PayloadDamagedException"/>
    public static ImmutableArray<GoldenCases> Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new PayloadReader(bytes);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var models = new GoldenCases[from.Count()];
        foreach (ref var model in models.AsSpan())
        {
            var (kind, columns) = (from.RequiredText(), from.Count());
            var cases = new GoldenCase[columns is > 0 and <= ColumnsMax ? from.Count() : throw new PayloadDamagedException()];
            foreach (ref var one in cases.AsSpan())
            {
                one = new(ReadRows(ref from, columns), ReadAnswer(ref from));
            }

            model = new(kind, columns, ImmutableCollectionsMarshal.AsImmutableArray(cases));
        }

        return from.IsAtEnd ? ImmutableCollectionsMarshal.AsImmutableArray(models) : throw new PayloadDamagedException();
    }

    private static ImmutableArray<float> ReadRows(ref PayloadReader from, int columns)
    {
        var rows = from.Count();
        if (rows == 0 || (long)rows * columns * sizeof(float) > from.Left)
        {
            throw new PayloadDamagedException();
        }

        var values = new float[rows * columns];
        foreach (ref var value in values.AsSpan())
        {
            value = from.Single();
        }

        return Array.TrueForAll(values, float.IsFinite) ? ImmutableCollectionsMarshal.AsImmutableArray(values) : throw new PayloadDamagedException();
    }

    private static ImmutableArray<double> ReadAnswer(ref PayloadReader from)
    {
        var count = from.Count();
        if ((long)count * sizeof(double) > from.Left)
        {
            throw new PayloadDamagedException();
        }

        var values = new double[count];
        foreach (ref var value in values.AsSpan())
        {
            value = from.Double();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
