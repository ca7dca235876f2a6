using Triage.Protos.V1;

namespace Triage.Client;

/// <summary>Calls that the service answers late because it was asked to wait.</summary>
internal static class LongPoll
{
    /// <summary>What the contract says of a wait that is not given.</summary>
    public static readonly TimeSpan WaitDefault = TimeSpan.FromSeconds(30);

    public static TimeSpan WaitOf<TRequest>(TRequest request) =>
        request is AwaitVerdictRequest poll ? poll.Wait?.ToTimeSpan() ?? WaitDefault : TimeSpan.Zero;
}
