using System.ComponentModel.DataAnnotations;

namespace Triage.Storage.Postgres;

/// <summary>Section <c>Postgres</c>: the store of a production service. Without a connection string the embedded store serves.</summary>
public sealed class PostgresStoreOptions
{
    public const string Section = "Postgres";

    /// <summary>Of Npgsql, for example <c>Host=db;Database=triage;Username=triage</c>; a password is better in PGPASSFILE. Default: none.</summary>
    [Required]
    public string? ConnectionString { get; set; }

    /// <summary>Appends that one call takes at most. Default: 256</summary>
    [Range(1, 10_000)]
    public int BatchAppendsMax { get; set; } = 256;

    /// <summary>How long a call waits for more appends or look-ups while several came during the one before; 0: never. Default: 2 milliseconds</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.100")]
    public TimeSpan GatherTime { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Appends of one tenant that may wait for a writer; more wait in their callers. Default: 8192</summary>
    [Range(1, 1_000_000)]
    public int QueueAppendsMax { get; set; } = 8192;

    /// <summary>Connections that write. Calls that have a tenant in common run one after the other, so a second one seldom helps. Default: 1</summary>
    [Range(1, 64)]
    public int WritersCount { get; set; } = 1;

    /// <summary>Connections that read, at most. Default: 16</summary>
    [Range(1, 1000)]
    public int ReadersMax { get; set; } = 16;

    /// <summary>The server ends a statement that takes longer. Default: 10 seconds</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The server ends a statement that waits longer for a lock; shorter than StatementTimeout. Default: 5 seconds</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
