namespace Triage.Models.Scoring;

/// <summary>A model was read whole, and with these numbers it must not be asked.</summary>
/// <param name="problem">Reads on after the file's name.</param>
public sealed class UnsoundModelException(string problem) : Exception(problem);
