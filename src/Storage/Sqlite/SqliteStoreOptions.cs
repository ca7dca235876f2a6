using System.ComponentModel.DataAnnotations;

namespace Triage.Storage.Sqlite;

/// <summary>The embedded store.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>Where the database file lives. Default: .triage</summary>
    [Required]
    public string Directory { get; set; } = ".triage";

    /// <summary>The one tenant it serves; another is refused. Default: local</summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string Tenant { get; set; } = "local";

    /// <summary>Appends that one commit takes at most. Default: 512</summary>
    [Range(1, 10_000)]
    public int BatchAppendsMax { get; set; } = 512;

    /// <summary>Appends that may wait for the writer; more wait in their callers. Default: 8192</summary>
    [Range(1, 1_000_000)]
    public int QueueAppendsMax { get; set; } = 8192;

    /// <summary>Connections that read, each with a thread of its own. Default: 2</summary>
    [Range(1, 64)]
    public int ReadersCount { get; set; } = 2;

    /// <summary>How long a commit waits for more appends while several came during the one before; 0: never. Default: 2 milliseconds</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.100")]
    public TimeSpan GatherTime { get; set; } = TimeSpan.FromMilliseconds(2);

    public string FilePath => Path.Combine(Directory, "triage.db");
}
