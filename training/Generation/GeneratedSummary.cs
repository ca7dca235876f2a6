namespace Triage.Training.Generation;

public sealed record GeneratedSummary(int Invoices, long Lines, int Problems);
