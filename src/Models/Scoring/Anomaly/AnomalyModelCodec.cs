using Triage.Models.Payloads;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Onnx;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>The stored form of an anomaly model: what scores rows and its curve where there are labels, and the rows that the detector is fitted on again.</summary>
public static class AnomalyModelCodec
{
    private const byte Version = 1;

    // Rows are scored by the ONNX model in the file beside.
    private const byte VersionBeside = 2;
    private const int ColumnsMax = 4096;

    public static byte[] Encode(AnomalyModel model)
    {
        var to = new PayloadWriter();
        to.Byte(model.Labels is { } known && RowScorerCodec.IsBeside(known.RowScorer) ? VersionBeside : Version);
        to.Text(model.FeatureSchemaSha256);
        to.Double(model.FlagAt);
        to.Signed(model.Reference.Seed);
        var rows = model.Reference.Rows;
        to.Count(rows.Columns);
        to.Count(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var value in rows[row])
            {
                to.Single(value);
            }
        }

        to.Flag(model.Labels is not null);
        if (model.Labels is { } labels)
        {
            RowScorerCodec.Write(to, labels.RowScorer);
            CalibrationCurveCodec.Write(to, labels.Curve);
            to.Double(labels.Prior);
        }

        return to.ToArray();
    }

    /// <param name="beside">The ONNX model in the file beside, if there is one.</param>
    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="UnsoundModelException"/>
    public static AnomalyModel Decode(ReadOnlySpan<byte> bytes, OnnxRowScorer? beside = null)
    {
        var from = new PayloadReader(bytes);
        var version = from.Byte();
        if (version is not (Version or VersionBeside))
        {
            throw new PayloadDamagedException();
        }

        var (schema, flagAt, seed) = (from.RequiredText(), from.Double(), from.Signed());
        var model = new AnomalyModel
        {
            FeatureSchemaSha256 = schema,
            FlagAt = flagAt,
            Reference = ReadReference(ref from, seed),
            Labels = from.Flag() ? new(RowScorerCodec.Read(ref from, version == VersionBeside, schema, beside), CalibrationCurveCodec.Read(ref from), from.Double()) : null,
        };
        // Plus infinity flags nothing; minus infinity would flag everything.
        if (!(flagAt > double.NegativeInfinity) || model.Labels is { Prior: not (>= 0 and <= 1) })
        {
            throw new UnsoundModelException("has a threshold that is no number, or a share of wrong bills that does not lie between 0 and 1");
        }

        return from.IsAtEnd ? model : throw new PayloadDamagedException();
    }

    private static AnomalyReference ReadReference(ref PayloadReader from, long seed)
    {
        var (columns, count) = (from.Count(), from.Count());
        if (columns is 0 or > ColumnsMax || count == 0 || seed is < int.MinValue or > int.MaxValue || (long)columns * count * sizeof(float) > from.Left)
        {
            throw new PayloadDamagedException();
        }

        var values = new float[columns * count];
        foreach (ref var value in values.AsSpan())
        {
            value = from.Single();
        }

        return Array.TrueForAll(values, float.IsFinite) ? new(new(values, columns), (int)seed) : throw new UnsoundModelException("has a reference row with a value that is no finite number");
    }
}
