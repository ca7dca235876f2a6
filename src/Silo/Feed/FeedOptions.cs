using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Feed;

/// <summary>Section <c>Feed</c>: how events reach those who subscribe.</summary>
public sealed class FeedOptions
{
    public const string Section = "Feed";

    /// <summary>A subscriber that was sent nothing for so long gets a heartbeat. Default: 5 seconds.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the store is asked for events of other processes while somebody subscribes; this one's own are seen at once. Default: 0.1 seconds.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Newest events of a tenant that are kept for all its subscribers; who is further behind reads the store. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int WindowEventsMax { get; set; } = 4096;

    /// <summary>What those events may take as stored; several times as much in memory. Default: 8388608 (8 MB).</summary>
    [Range(1024, 1_073_741_824)]
    public int WindowBytesMax { get; set; } = 8 * 1024 * 1024;

    /// <summary>Events that one read of the store brings, which a subscriber that is behind holds in memory. Default: 256.</summary>
    [Range(1, 10_000)]
    public int PageEventsMax { get; set; } = 256;

    /// <summary>What they may take as stored; one event is always read. Default: 1048576 (1 MB).</summary>
    [Range(1024, 67_108_864)]
    public int PageBytesMax { get; set; } = 1024 * 1024;

    /// <summary>Reads of the store at once for subscribers that are behind. Default: 4.</summary>
    [Range(1, 64)]
    public int ReadsMax { get; set; } = 4;
}
