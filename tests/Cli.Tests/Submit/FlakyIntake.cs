using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Tests.Submit;

/// <summary>Accepts invoices over streams; breaks a stream, or asks to come back later, now and then.</summary>
internal sealed class FlakyIntake : IntakeService.IntakeServiceBase
{
    private long _seen;

    /// <summary>Each so-and-so-many-th invoice breaks its stream unanswered; 0 for never.</summary>
    public int BreakEvery { get; set; }

    public StatusCode BreakWith { get; set; } = StatusCode.Unavailable;

    /// <summary>Each so-and-so-many-th invoice is put off; 0 for never.</summary>
    public int DeferEvery { get; set; }

    public ConcurrentDictionary<string, int> Accepted { get; } = new();

    public override async Task SubmitStream(IAsyncStreamReader<SubmitStreamRequest> requests, IServerStreamWriter<SubmitStreamResponse> responses, ServerCallContext context)
    {
        while (await requests.MoveNext(context.CancellationToken))
        {
            var (request, nth) = (requests.Current, Interlocked.Increment(ref _seen));
            if (BreakEvery > 0 && nth % BreakEvery == 0)
            {
                throw new RpcException(new Grpc.Core.Status(BreakWith, "broken by the test"));
            }

            var answer = new SubmitStreamResponse { Ordinal = request.Ordinal };
            if (DeferEvery > 0 && nth % DeferEvery == 0)
            {
                answer.Refused = Later();
            }
            else
            {
                Accepted.AddOrUpdate(request.Submit.IdempotencyKey, 1, (_, times) => times + 1);
                answer.Accepted = new SubmitResponse { InvoiceId = request.Submit.IdempotencyKey };
            }

            await responses.WriteAsync(answer, context.CancellationToken);
        }
    }

    private static Google.Rpc.Status Later() => new()
    {
        Code = (int)StatusCode.ResourceExhausted,
        Details = { Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1)) }) },
    };
}
