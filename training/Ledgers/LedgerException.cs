namespace Triage.Training.Ledgers;

/// <summary>The file or its mapping cannot be read at all; says what to do.</summary>
public sealed class LedgerException(string message) : Exception(message);
