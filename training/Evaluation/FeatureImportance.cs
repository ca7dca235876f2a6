namespace Triage.Training.Evaluation;

/// <param name="MeanChange">How far the feature moved an answer on average, either way; in log-odds before calibration.</param>
public readonly record struct FeatureImportance(string Feature, double MeanChange);
