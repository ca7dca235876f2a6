using Triage.Models.Payloads;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Duplicates;

/// <summary>The stored form of a duplicate model.</summary>
public static class DuplicateModelCodec
{
    private const byte Version = 1;

    public static byte[] Encode(DuplicateModel model)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        to.Text(model.FeatureSchemaSha256);
        TreeEnsembleCodec.Write(to, model.Trees);
        Write(to, model.Numbered);
        Write(to, model.Unnumbered);
        return to.ToArray();
    }

    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="UnsoundModelException"/>
    public static DuplicateModel Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new PayloadReader(bytes);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var model = new DuplicateModel
        {
            FeatureSchemaSha256 = from.RequiredText(),
            Trees = TreeEnsembleCodec.Read(ref from),
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
