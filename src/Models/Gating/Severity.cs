namespace Triage.Models.Gating;

public enum Severity : byte
{
    Info = 1,
    Low = 2,
    Medium = 3,
    High = 4,
    Critical = 5,
}
