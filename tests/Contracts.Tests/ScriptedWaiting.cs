using System.Collections.Concurrent;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Contracts.Tests;

/// <summary>Answers each wait as the test says.</summary>
public sealed class ScriptedWaiting : WaitingService.WaitingServiceBase
{
    public ConcurrentQueue<Func<AwaitVerdictResponse>> Answers { get; } = new();

    public ConcurrentQueue<SeenCall> Calls { get; } = new();

    public override Task<AwaitVerdictResponse> AwaitVerdict(AwaitVerdictRequest request, ServerCallContext context)
    {
        Calls.Enqueue(new SeenCall(context.Deadline, null));
        return Task.FromResult(Answers.TryDequeue(out var answer) ? answer() : new AwaitVerdictResponse { Settled = true });
    }
}
