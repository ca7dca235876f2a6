namespace Triage.Grains.Tests.Faults;

public enum FaultMoment
{
    /// <summary>Nothing was done.</summary>
    Before = 1,

    /// <summary>It was done, and the caller hears that nobody knows.</summary>
    After = 2,
}
