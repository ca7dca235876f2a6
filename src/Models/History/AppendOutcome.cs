namespace Triage.Models.History;

public enum AppendOutcome
{
    /// <summary>Durable, whole.</summary>
    Committed = 1,

    /// <summary>The history has another length than expected: nothing was written, drop what is in memory.</summary>
    Stale = 2,

    /// <summary>The idempotency key is another request's: nothing was written.</summary>
    KeyTaken = 3,
}
