namespace Triage.Training.Duplicates;

public sealed record RuleFigures(double Recall, double Precision);
