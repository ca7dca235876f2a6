using Triage.Models.Payloads;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Onnx;

namespace Triage.Models.Scoring.Duplicates;

/// <summary>The stored form of a duplicate model.</summary>
public static class DuplicateModelCodec
{
    private const byte Version = 1;

    // Rows are scored by the ONNX model in the file beside.
    private const byte VersionBeside = 2;

    public static byte[] Encode(DuplicateModel model)
    {
        var to = new PayloadWriter();
        to.Byte(RowScorerCodec.IsBeside(model.RowScorer) ? VersionBeside : Version);
        to.Text(model.FeatureSchemaSha256);
        RowScorerCodec.Write(to, model.RowScorer);
        Write(to, model.Numbered);
        Write(to, model.Unnumbered);
        return to.ToArray();
    }

    /// <param name="beside">The ONNX model in the file beside, if there is one.</param>
    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="UnsoundModelException"/>
    public static DuplicateModel Decode(ReadOnlySpan<byte> bytes, OnnxRowScorer? beside = null)
    {
        var from = new PayloadReader(bytes);
        var version = from.Byte();
        if (version is not (Version or VersionBeside))
        {
            throw new PayloadDamagedException();
        }

        var schema = from.RequiredText();
        var model = new DuplicateModel
        {
            FeatureSchemaSha256 = schema,
            RowScorer = RowScorerCodec.Read(ref from, version == VersionBeside, schema, beside),
            Numbered = ReadCalibration(ref from),
            Unnumbered = ReadCalibration(ref from),
        };
        return from.IsAtEnd ? model : throw new PayloadDamagedException();
    }

    private static void Write(PayloadWriter to, DuplicateCalibration calibration)
    {
        CalibrationCurveCodec.Write(to, calibration.Curve);
        to.Double(calibration.Threshold);
    }

    private static DuplicateCalibration ReadCalibration(ref PayloadReader from)
    {
        var calibration = new DuplicateCalibration(CalibrationCurveCodec.Read(ref from), from.Double());
        // Plus infinity flags nothing; minus infinity would flag everything.
        return calibration.Threshold > double.NegativeInfinity ? calibration : throw new UnsoundModelException("has a threshold that is no number");
    }
}
