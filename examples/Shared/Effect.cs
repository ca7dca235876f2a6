namespace Triage.Examples;

/// <param name="Key">What it was done for.</param>
/// <param name="At">When it was done first.</param>
internal sealed record Effect(string Key, string What, DateTime At);
