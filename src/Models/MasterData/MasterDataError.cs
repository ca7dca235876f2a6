namespace Triage.Models.MasterData;

/// <summary>One thing wrong, or odd, in a file.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Column">As the header names it; empty where it is about the row.</param>
/// <param name="Message">What to do; never what the cell holds.</param>
public sealed record MasterDataError(int Line, string Column, string Message)
{
    public override string ToString() => Column.Length == 0 ? $"line {Line}: {Message}" : $"line {Line}, {Column}: {Message}";
}
