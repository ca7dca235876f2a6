namespace Triage.Models.Policy;

/// <summary>One thing wrong with a policy's text. Lines and columns count from 1.</summary>
public sealed record PolicyError(int Line, int Column, string Message)
{
    public override string ToString() => $"{Line}:{Column}: {Message}";
}
