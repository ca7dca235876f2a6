namespace Triage.Training.Coding;

/// <summary>Lines of one code for which another was the first suggestion.</summary>
/// <param name="Given">The code that was booked, which counts as right.</param>
/// <param name="Suggested"><c>null</c>: nothing was offered.</param>
/// <param name="Known">How many lines were booked to the code before the judged days: of 0 it could not be suggested.</param>
public sealed record CodeConfusion(string Given, string? Suggested, int Lines, int Known);
