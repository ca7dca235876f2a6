namespace Triage.Silo.Telemetry;

/// <summary>Which kind of limit refused: the closed set of the metric's label.</summary>
internal enum LimitKind
{
    /// <summary>Calls in progress, of all tenants.</summary>
    AllCalls,

    /// <summary>Streams open, of all tenants.</summary>
    AllStreams,

    /// <summary>Calls that wait for an invoice, of all tenants.</summary>
    AllWaiters,

    /// <summary>Calls in progress, of one tenant.</summary>
    Calls,

    /// <summary>Streams open, of one tenant.</summary>
    Streams,

    /// <summary>Calls that wait for an invoice, of one tenant.</summary>
    Waiters,

    /// <summary>Invoices in a second, of one tenant.</summary>
    Rate,

    /// <summary>Size of a message.</summary>
    Bytes,

    /// <summary>Lines of an invoice.</summary>
    Lines,
}
