namespace Triage.Models.History;

public enum AppendOutcome
{
    /// <summary>Nothing was tried.</summary>
    None = 0,

    /// <summary>Durable, whole.</summary>
    Committed = 1,

    /// <summary>The history has another length than expected: nothing was written, drop what is in memory.</summary>
    Stale = 2,

    /// <summary>The idempotency key is another request's: nothing was written.</summary>
    KeyTaken = 3,

    /// <summary>What the events were judged by is other by now: nothing was written, judge again.</summary>
    Overtaken = 4,
}
