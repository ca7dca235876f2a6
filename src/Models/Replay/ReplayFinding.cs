namespace Triage.Models.Replay;

/// <param name="Detail">What, in words for who looks after it: names files, members and versions, never what an invoice says.</param>
public sealed record ReplayFinding(ReplayProblem Problem, string Detail);
