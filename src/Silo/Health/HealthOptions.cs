namespace Triage.Silo.Health;

/// <summary>Section <c>Health</c>: how the service finds out whether it can do its work.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>How often the store is asked to commit. Default: 1 second.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A store that did not commit for so long makes the service not ready. Default: 3 seconds.</summary>
    public TimeSpan StoreSilentMax { get; set; } = TimeSpan.FromSeconds(3);
}
