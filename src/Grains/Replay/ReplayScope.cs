using Triage.Models.Intake;

namespace Triage.Grains.Replay;

/// <summary>Which verdicts are computed again.</summary>
/// <param name="One">Only this invoice's; <c>null</c>: all of the tenant's.</param>
/// <param name="FromMicros">Only those given then or later.</param>
/// <param name="UntilMicros">And before this time.</param>
public sealed record ReplayScope(string Tenant, InvoiceKey? One, long FromMicros = long.MinValue, long UntilMicros = long.MaxValue)
{
    public bool Has(long atMicros) => atMicros >= FromMicros && atMicros < UntilMicros;
}
