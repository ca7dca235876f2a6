using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Triage.Silo.Limits;

/// <summary>Which limits a tenant has.</summary>
internal sealed class LimitsTable(IOptions<LimitsOptions> options)
{
    private readonly FrozenDictionary<string, LimitsOptions> _own =
        options.Value.Tenants.ToFrozenDictionary(own => own.Tenant, own => Merge(options.Value, own), StringComparer.Ordinal);

    public LimitsOptions Of(string tenant) => _own.GetValueOrDefault(tenant, options.Value);

    public static LimitsOptions Merge(LimitsOptions all, TenantLimits own) => new()
    {
        UnaryInFlightMax = own.UnaryInFlightMax ?? all.UnaryInFlightMax,
        StreamsMax = own.StreamsMax ?? all.StreamsMax,
        WaitersMax = own.WaitersMax ?? all.WaitersMax,
        InvoicesPerSecond = own.InvoicesPerSecond ?? all.InvoicesPerSecond,
        InvoicesBurstMax = own.InvoicesBurstMax ?? all.InvoicesBurstMax,
        InvoicesWaitingMax = own.InvoicesWaitingMax ?? all.InvoicesWaitingMax,
        MessageBytesMax = own.MessageBytesMax ?? all.MessageBytesMax,
        LinesMax = own.LinesMax ?? all.LinesMax,
        PlacesCount = all.PlacesCount,
        PlacesSharedCount = all.PlacesSharedCount,
        PlacesOfEachCount = all.PlacesOfEachCount,
    };
}
