using System.Collections.Immutable;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Coding;

/// <summary>The stored form of a coding model.</summary>
public static class CodingModelCodec
{
    private const byte Version = 1;

    public static byte[] Encode(CodingModel model)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        to.Text(model.FeatureSchemaSha256);
        TreeEnsembleCodec.Write(to, model.Trees);
        CalibrationCurveCodec.Write(to, model.First);
        to.Double(model.DeployedThreshold);
        to.Double(model.SetThreshold);
        to.Count(model.GrowingScores.Length);
        foreach (var score in model.GrowingScores)
        {
            to.Double(score);
        }

        return to.ToArray();
    }

    /// <exception cref="PayloadDamagedException"/>
    public static CodingModel Decode(ReadOnlySpan<byte> bytes)
    {
        var from = new PayloadReader(bytes);
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var model = new CodingModel
        {
            FeatureSchemaSha256 = from.RequiredText(),
            Trees = TreeEnsembleCodec.Read(ref from),
            First = CalibrationCurveCodec.Read(ref from),
            DeployedThreshold = from.Double(),
            SetThreshold = from.Double(),
            GrowingScores = ReadScores(ref from),
        };
        return from.IsAtEnd && !double.IsNaN(model.DeployedThreshold) && !double.IsNaN(model.SetThreshold) ? model : throw new PayloadDamagedException();
    }

    private static ImmutableArray<double> ReadScores(ref PayloadReader from)
    {
        var scores = new double[from.Count()];
        foreach (ref var score in scores.AsSpan())
        {
            score = from.Double();
        }

        return [.. scores];
    }
}
