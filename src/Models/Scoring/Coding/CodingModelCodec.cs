using System.Collections.Immutable;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Scoring.Coding;

/// <summary>The stored form of a coding model.</summary>
public static class CodingModelCodec
{
    private const byte Version = 2;

    public static byte[] Encode(CodingModel model)
    {
        var to = new PayloadWriter();
        to.Byte(Version);
        to.Text(model.FeatureSchemaSha256);
        TreeEnsembleCodec.Write(to, model.Trees);
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
            Sets = ReadRules(ref from),
        };
        return from.IsAtEnd && !double.IsNaN(model.DeployedThreshold) && !model.Sets.Any(rule => double.IsNaN(rule.Threshold)) ? model : throw new PayloadDamagedException();
    }

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
        var scores = new double[from.Count()];
        foreach (ref var score in scores.AsSpan())
        {
            score = from.Double();
        }

        return [.. scores];
    }
}
