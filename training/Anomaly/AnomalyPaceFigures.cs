namespace Triage.Training.Anomaly;

/// <param name="Microseconds">Of the processor for an invoice, from its facts to the probability, without contributions.</param>
/// <param name="MicrosecondsUnsupervised">The same with the detector that needs no labels.</param>
public sealed record AnomalyPaceFigures(int HistoryBills, double HistoryMegabytes, double Microseconds, double MicrosecondsUnsupervised);
