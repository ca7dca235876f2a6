using Triage.Models.Features;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Scoring.Packages;

namespace Triage.Training.Onnx;

/// <summary>Which features the rows of each model have that another toolkit may score.</summary>
public static class ModelSchemas
{
    /// <exception cref="TrainingException">No other toolkit's model can stand in for this one.</exception>
    public static FeatureSchema Of(string model) => model switch
    {
        ModelFileKinds.Duplicate => DuplicateFeatures.Schema,
        ModelFileKinds.Anomaly => AnomalyFeatures.Schema,
        ModelFileKinds.Coding => CodingFeatures.Schema,
        _ => throw new TrainingException($"No other toolkit scores the rows of {model}; there are {string.Join(", ", ModelFileKinds.Scorers)}."),
    };

    /// <summary>What a feature says that can't be known.</summary>
    public static float MissingOf(string model) => model switch
    {
        ModelFileKinds.Duplicate => DuplicateFeatures.Missing,
        ModelFileKinds.Anomaly => AnomalyFeatures.Missing,
        _ => CodingFeatures.Missing,
    };
}
