namespace Triage.Cli.Bench.Plan;

/// <summary>What the load generator calls.</summary>
internal enum LoadCall
{
    /// <summary>The bare silo's call that does nothing.</summary>
    Empty = 1,

    /// <summary>The bare silo's durable kilobyte.</summary>
    Append = 2,

    /// <summary>The contract's Submit, waiting for the verdict.</summary>
    Submit = 3,

    /// <summary>The contract's SubmitStream, one stream a connection.</summary>
    SubmitStream = 4,
}
