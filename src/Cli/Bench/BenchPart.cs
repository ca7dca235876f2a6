namespace Triage.Cli.Bench;

/// <summary>What is measured; `--only` names some of them.</summary>
internal enum BenchPart
{
    /// <summary>An empty gRPC call.</summary>
    Empty = 1,

    /// <summary>A call, a new grain, one durable kilobyte.</summary>
    Bare = 2,

    /// <summary>Submit with its verdict.</summary>
    Full = 3,

    /// <summary>SubmitStream with as many invoices in progress.</summary>
    Stream = 4,

    /// <summary>Submit on schedule at half of its peak.</summary>
    Half = 5,

    /// <summary>Submit to few and to many stored invoices.</summary>
    Stored = 6,

    /// <summary>Single-row inserts by PostgreSQL's own load generator.</summary>
    Pgbench = 7,

    /// <summary>Submit to the service as one would write it without grains.</summary>
    Plain = 8,

    /// <summary>Submit with its verdict to a service that has models.</summary>
    Scored = 9,
}
