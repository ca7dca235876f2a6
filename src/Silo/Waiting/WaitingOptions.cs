namespace Triage.Silo.Waiting;

/// <summary>Section <c>Waiting</c>: calls that wait for an invoice to change.</summary>
public sealed class WaitingOptions
{
    public const string Section = "Waiting";

    /// <summary>A watcher that was sent nothing for so long gets a heartbeat. Default: 5 seconds.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);
}
