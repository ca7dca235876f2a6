using System.Collections.Concurrent;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Contracts.Tests;

/// <summary>Answers each call as the test says, and keeps what it saw.</summary>
public sealed class ScriptedIntake : IntakeService.IntakeServiceBase
{
    private readonly ConcurrentQueue<Func<ServerCallContext, Task>> _script = new();

    public ConcurrentQueue<SeenCall> Calls { get; } = new();

    /// <summary>The next call that has no other script yet; without any, calls succeed.</summary>
    public void Next(Func<ServerCallContext, Task> script, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _script.Enqueue(script);
        }
    }

    public void Refuse(RpcException refusal, int times = 1) => Next(_ => throw refusal, times);

    public override async Task<SubmitResponse> Submit(SubmitRequest request, ServerCallContext context)
    {
        await PlayAsync(context);
        return new SubmitResponse { InvoiceId = request.IdempotencyKey };
    }

    public override async Task<InvoiceRecord> GetInvoice(GetInvoiceRequest request, ServerCallContext context)
    {
        await PlayAsync(context);
        return new InvoiceRecord();
    }

    public override async Task<CancelResponse> Cancel(CancelRequest request, ServerCallContext context)
    {
        await PlayAsync(context);
        return new CancelResponse();
    }

    private async Task PlayAsync(ServerCallContext context)
    {
        Calls.Enqueue(new SeenCall(context.Deadline, context.RequestHeaders.GetValue("authorization")));
        if (_script.TryDequeue(out var script))
        {
            await script(context);
        }
    }
}
