namespace Triage.Models.Policy;

/// <param name="Line">From 1.</param>
public sealed record PolicyError(long Line, string Message)
{
    public override string ToString() => $"line {Line}: {Message}";
}
