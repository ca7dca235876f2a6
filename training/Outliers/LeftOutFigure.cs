namespace Triage.Training.Outliers;

/// <param name="Chosen">The combination that is best on all other sets.</param>
public readonly record struct LeftOutFigure(string Chosen, double RocAuc);
