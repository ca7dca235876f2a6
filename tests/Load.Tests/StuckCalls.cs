using Grpc.Core;
using Triage.Load.Calls;

namespace Triage.Load.Tests;

/// <summary>Answers at once, but one call keeps its sender for a while.</summary>
internal sealed class StuckCalls(int stuckAt, TimeSpan length) : ICalls
{
    public (long Copies, long Found) CopiesAnswered => (0, 0);

    public Task<StatusCode> SendAsync(int index)
    {
        if (index == stuckAt)
        {
            Thread.Sleep(length);
        }

        return Task.FromResult(StatusCode.OK);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
