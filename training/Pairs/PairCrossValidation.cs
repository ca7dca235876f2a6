namespace Triage.Training.Pairs;

/// <summary>The mean F1 over seeds and parts, all labelled pairs taken together.</summary>
/// <param name="Deviation">Of the seeds' means.</param>
/// <param name="BaselineF1">Of word Jaccard over the same parts, its threshold the best of the learned ones.</param>
public sealed record PairCrossValidation(int Seeds, int Parts, double F1, double Deviation, double Low, double High, double BaselineF1);
