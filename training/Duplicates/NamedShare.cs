using Triage.Training.Evaluation;

namespace Triage.Training.Duplicates;

public sealed record NamedShare(string Name, MeasuredShare Measured);
