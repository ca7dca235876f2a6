namespace Triage.Training.Ledgers;

/// <param name="Number">In the file, from 1.</param>
/// <param name="Text">Empty where the line is at fault.</param>
/// <param name="Fault">Why the line can't be read; <c>null</c> for none.</param>
internal readonly record struct TextLine(long Number, string Text, string? Fault)
{
    /// <summary>The bytes are not of the file's encoding: the file may be in another one as a whole.</summary>
    public bool IsUndecodable { get; init; }
}
