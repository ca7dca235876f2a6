using System.Collections.Immutable;

namespace Triage.Models.Scoring.Onnx;

/// <summary>What the number means that a model gives a row.</summary>
public static class OnnxOutputs
{
    /// <summary>From 0 to 1. Becomes log-odds, since that is what our calibration and shares are of; what lies nearer to 0 or 1 than single precision can tell is taken for that near.</summary>
    public const string Probability = "probability";
    public const string LogOdds = "log_odds";

    public static readonly ImmutableArray<string> All = [Probability, LogOdds];
}
