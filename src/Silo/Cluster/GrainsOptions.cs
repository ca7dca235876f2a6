namespace Triage.Silo.Cluster;

/// <summary>Section <c>Grains</c>: how long an idle invoice stays in memory.</summary>
public sealed class GrainsOptions
{
    public const string Section = "Grains";

    /// <summary>An invoice that was not called for so long leaves memory. Default: 5 seconds.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often idle invoices are looked for; shorter than CollectionAge. Default: 2 seconds.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromSeconds(2);
}
