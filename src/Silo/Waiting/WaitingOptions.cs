using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Waiting;

/// <summary>Section <c>Waiting</c>: calls that wait for an invoice to change.</summary>
public sealed class WaitingOptions
{
    public const string Section = "Waiting";

    /// <summary>Calls that wait at once in this silo; one more is refused with RESOURCE_EXHAUSTED. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int WaitersMax { get; set; } = 4096;

    /// <summary>A watcher that was sent nothing for so long gets a heartbeat. Default: 5 seconds.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);
}
