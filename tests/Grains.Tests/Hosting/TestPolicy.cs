using Triage.Models.Policy;
using Triage.TestKit;

namespace Triage.Grains.Tests.Hosting;

/// <summary>Of all sources, only <see cref="HoldingSource"/> needs an order.</summary>
internal static class TestPolicy
{
    public const string HoldingSource = "orders";
    public static readonly TimeSpan HoldTime = HoldingPolicy.HoldTime;
    public static readonly TimeSpan HostTime = TimeSpan.FromDays(14);
    public static readonly TriagePolicy Active = HoldingPolicy.Parse(HoldingSource);
}
