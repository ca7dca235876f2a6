using System.ComponentModel.DataAnnotations;

namespace Triage.Grains.Replay;

/// <summary>Section <c>Replay</c>: what computing verdicts again may take.</summary>
public sealed class ReplayOptions
{
    public const string Section = "Replay";

    /// <summary>Invoices that are computed again at once; 0: one for two processors. Default: 0.</summary>
    [Range(0, 1024)]
    public int WorkersCount { get; set; }

    /// <summary>Replays that run at once; one more is refused with a time to come back. Default: 1.</summary>
    [Range(1, 64)]
    public int ReplaysMax { get; set; } = 1;
}
