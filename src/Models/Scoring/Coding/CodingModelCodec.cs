using System.Collections.Immutable;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Onnx;

namespace Triage.Models.Scoring.Coding;

/// <summary>The stored form of a coding model.</summary>
public static class CodingModelCodec
{
    private const byte Version = 2;

    // Rows are scored by the ONNX model in the file beside.
    private const byte VersionBeside = 3;

    public static byte[] Encode(CodingModel model)
    {
        var to = new PayloadWriter();
        to.Byte(RowScorerCodec.IsBeside(model.RowScorer) ? VersionBeside : Version);
        to.Text(model.FeatureSchemaSha256);
        RowScorerCodec.Write(to, model.RowScorer);
        CalibrationCurveCodec.Write(to, model.First);
        to.Double(model.DeployedThreshold);
        foreach (var rule in model.Sets)
        {
            Write(to, rule);
        }

        return to.ToArray();
    }

    private static void Write(PayloadWriter to, CodeSetRule rule)
    {
        to.Double(rule.Threshold);
        to.Flag(rule.MayBeOther);
        to.Count(rule.GrowingScores.Length);
        foreach (var score in rule.GrowingScores)
        {
            to.Double(score);
        }
    }

    /// <param name="beside">The ONNX model in the file beside, if there is one.</param>
    /// <exception cref="PayloadDamagedException"/>
    /// <exception cref="UnsoundModelException"/>
    public static CodingModel Decode(ReadOnlySpan<byte> bytes, OnnxRowScorer? beside = null)
    {
        var from = new PayloadReader(bytes);
        var version = from.Byte();
        if (version is not (Version or VersionBeside))
        {
            throw new PayloadDamagedException();
        }

        var schema = from.RequiredText();
        var model = new CodingModel
        {
            FeatureSchemaSha256 = schema,
            RowScorer = RowScorerCodec.Read(ref from, version == VersionBeside, schema, beside),
            First = CalibrationCurveCodec.Read(ref from),
            DeployedThreshold = from.Double(),
            Sets = ReadRules(ref from),
        };
        if (!IsThreshold(model.DeployedThreshold) || model.Sets.Any(rule => !IsThreshold(rule.Threshold)))
        {
            throw new UnsoundModelException("has a threshold that is no number from 0 up");
        }

        return from.IsAtEnd ? model : throw new PayloadDamagedException();
    }

    // Of probabilities; infinite where none is high enough.
    private static bool IsThreshold(double value) => value >= 0;

    private static ImmutableArray<CodeSetRule> ReadRules(ref PayloadReader from)
    {
        var rules = new CodeSetRule[Enum.GetValues<SupplierKnowledge>().Length];
        foreach (ref var rule in rules.AsSpan())
        {
            rule = new(from.Double(), from.Flag(), ReadScores(ref from));
        }

        return [.. rules];
    }

    private static ImmutableArray<double> ReadScores(ref PayloadReader from)
    {
        var count = from.Count();
        if ((long)count * sizeof(double) > from.Left)
        {
            throw new PayloadDamagedException();
        }

        var scores = new double[count];
        foreach (ref var score in scores.AsSpan())
        {
            score = from.Double();
        }

        return Array.TrueForAll(scores, score => score is >= 0 and <= 1) ? [.. scores] : throw new UnsoundModelException("has a probability that does not lie between 0 and 1");
    }
}
