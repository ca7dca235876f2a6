namespace Triage.Training;

/// <summary>Nothing can be trained or judged on this; says what is missing.</summary>
public sealed class TrainingException(string message) : Exception(message);
