using Triage.Load.Calls;

namespace Triage.Load.Pacing;

/// <summary>Decides when the next call is sent.</summary>
internal interface IPacing
{
    /// <summary>Ends when every call that was sent is answered.</summary>
    Task RunAsync(ICalls calls, int countMax, Measurement measurement);

    /// <summary>How far behind its schedule a call was sent at most.</summary>
    TimeSpan LateMax { get; }

    /// <summary>There was time left, but no request.</summary>
    bool UsedUp { get; }
}
