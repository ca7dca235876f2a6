namespace Triage.Models.Replay;

/// <summary>Something that a verdict rests on cannot be had.</summary>
public sealed class ReplayException(ReplayProblem problem, string detail) : Exception(detail)
{
    public ReplayFinding Finding { get; } = new(problem, detail);
}
