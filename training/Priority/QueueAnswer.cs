namespace Triage.Training.Priority;

/// <summary>When a person took an item and when it was answered.</summary>
/// <param name="AheadMicros">Work of others, begun or not, that was still to be done as it entered.</param>
internal readonly record struct QueueAnswer(long TakenMicros, long AnsweredMicros, long AheadMicros);
