using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Limits;

/// <summary>Section <c>Limits</c>: how much each tenant may ask of one silo.</summary>
public sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>More would not fit the limiter's counters.</summary>
    public const int InvoicesMost = 1_000_000;

    /// <summary>Unary calls of one tenant in progress; one more is refused with RESOURCE_EXHAUSTED. Default: 1024.</summary>
    [Range(1, 1_000_000)]
    public int UnaryInFlightMax { get; set; } = 1024;

    /// <summary>Streams of one tenant open; one more is refused with RESOURCE_EXHAUSTED. Default: 64.</summary>
    [Range(1, 100_000)]
    public int StreamsMax { get; set; } = 64;

    /// <summary>Calls of one tenant that wait for an invoice; one more is refused with RESOURCE_EXHAUSTED. Default: 2048.</summary>
    [Range(1, 1_000_000)]
    public int WaitersMax { get; set; } = 2048;

    /// <summary>Invoices that one tenant may bring in a second, in the long run. Default: 20000.</summary>
    [Range(1, InvoicesMost)]
    public int InvoicesPerSecond { get; set; } = 20_000;

    /// <summary>Invoices that one tenant may bring at once after it brought fewer. Default: 40000.</summary>
    [Range(1, InvoicesMost)]
    public int InvoicesBurstMax { get; set; } = 40_000;

    /// <summary>Invoices of one tenant's streams that wait for the rate; one more is refused. Default: 4096.</summary>
    [Range(0, InvoicesMost)]
    public int InvoicesWaitingMax { get; set; } = 4096;

    /// <summary>Largest message of one tenant, after decompression. Default: 4194304 (4 MB).</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MessageBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>Lines of one tenant's invoice. Default: 10000, the contract's own limit.</summary>
    [Range(1, 10_000)]
    public int LinesMax { get; set; } = 10_000;

    /// <summary>Calls and invoices that the silo works on at once while one tenant calls. Default: 256.</summary>
    [Range(1, 100_000)]
    public int PlacesCount { get; set; } = 256;

    /// <summary>The same while several tenants call; a free place goes to the one that has the fewest. Never more than PlacesCount. Default: 32.</summary>
    [Range(1, 100_000)]
    public int PlacesSharedCount { get; set; } = 32;

    /// <summary>The most of those that one tenant has while another calls quietly: within two seconds, with fewer places, none of its calls waiting. Default: 4, two for each of two cores.</summary>
    [Range(1, 100_000)]
    public int PlacesOfEachCount { get; set; } = 4;

    /// <summary>Tenants with limits of their own: <c>Limits:Tenants:0:Tenant</c> and what differs.</summary>
    public IList<TenantLimits> Tenants { get; } = [];
}
