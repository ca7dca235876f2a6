namespace Triage.Silo.Limits;

/// <summary>What one tenant may do where it differs from everybody: what is not set is as for the rest.</summary>
public sealed class TenantLimits
{
    /// <summary>As the token names it.</summary>
    public string Tenant { get; set; } = "";

    public int? UnaryInFlightMax { get; set; }

    public int? StreamsMax { get; set; }

    public int? WaitersMax { get; set; }

    public int? InvoicesPerSecond { get; set; }

    public int? InvoicesBurstMax { get; set; }

    public int? InvoicesWaitingMax { get; set; }

    public int? MessageBytesMax { get; set; }

    public int? LinesMax { get; set; }
}
