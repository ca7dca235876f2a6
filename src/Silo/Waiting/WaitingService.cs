using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Waiting;

internal sealed class WaitingService(
    IInvoiceDirectory invoices, WaitingMetrics metrics, LastingCalls lasting, IOptions<WaitingOptions> options, IOptions<EdgeOptions> edge, TimeProvider time)
    : Proto.WaitingService.WaitingServiceBase
{
    private static readonly TimeSpan WaitDefault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WaitLongest = TimeSpan.FromMinutes(10);

    // So much before the call's own deadline its answer must be on its way.
    private static readonly TimeSpan DeadlineMargin = TimeSpan.FromMilliseconds(200);

    public override Task<Proto.AwaitVerdictResponse> AwaitVerdict(Proto.AwaitVerdictRequest request, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var violations = new Violations();
        var key = RequestReading.Key(identity, request.InvoiceId, violations);
        var wait = Read(request.Wait, violations);
        violations.ThrowIfAny();
        return CountedAsync(() => lasting.RunAsync(context, ending => AwaitAsync(key, identity, Shorter(wait, LeftOf(context.Deadline)), ending)));
    }

    public override Task WatchInvoice(Proto.WatchInvoiceRequest request, IServerStreamWriter<Proto.WatchInvoiceResponse> responseStream, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var key = RequestReading.KeyOrThrow(identity, request.InvoiceId);
        return CountedAsync(() => lasting.RunAsync(context, async ending =>
        {
            await using var writer = new TimedWriter<Proto.WatchInvoiceResponse>(responseStream, context, edge.Value, time);
            return await WatchAsync(key, identity, writer, ending);
        }));
    }

    private async Task<T> CountedAsync<T>(Func<Task<T>> wait)
    {
        metrics.OnEntered();
        try
        {
            return await wait();
        }
        finally
        {
            metrics.OnLeft();
        }
    }

    private async Task<Proto.AwaitVerdictResponse> AwaitAsync(InvoiceKey key, Identity identity, TimeSpan atMost, CancellationToken ending)
    {
        var began = time.GetTimestamp();
        var wait = new InvoiceWait(invoices, key, identity.Caller, time);
        var state = await wait.LookAsync(ending);
        while (!InvoiceWait.IsSettled(state) && atMost - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            state = await wait.NextAsync(left, ending);
        }

        return new Proto.AwaitVerdictResponse { Settled = InvoiceWait.IsSettled(state), Record = state.ToRecord(key) };
    }

    private async Task<bool> WatchAsync(InvoiceKey key, Identity identity, TimedWriter<Proto.WatchInvoiceResponse> writer, CancellationToken ending)
    {
        var wait = new InvoiceWait(invoices, key, identity.Caller, time);
        var state = await wait.LookAsync(ending);
        await SendAsync(new Proto.WatchInvoiceResponse { Record = state.ToRecord(key) });
        while (InvoiceTransitions.IsOpen(state.Status))
        {
            var next = await wait.NextAsync(options.Value.HeartbeatInterval, ending);
            await SendAsync(next.Seq > state.Seq
                ? new Proto.WatchInvoiceResponse { Record = next.ToRecord(key) }
                : new Proto.WatchInvoiceResponse { Heartbeat = new Proto.WatchHeartbeat { Version = state.Seq } });
            state = next;
        }

        return true;

        Task SendAsync(Proto.WatchInvoiceResponse message) => writer.WriteAsync(message, static () => [], ending);
    }

    private static TimeSpan Read(Duration? wait, Violations violations)
    {
        if (wait is null)
        {
            return WaitDefault;
        }

        if (wait.Nanos is < 0 or > 999_999_999 || wait.Seconds < 0 || wait.Seconds > (long)WaitLongest.TotalSeconds || (wait.Seconds == (long)WaitLongest.TotalSeconds && wait.Nanos > 0))
        {
            violations.Add("wait", "must lie between 0 and 600 s");
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds(wait.Seconds) + TimeSpan.FromMicroseconds(wait.Nanos / 1000);
    }

    private TimeSpan LeftOf(DateTime deadline) =>
        deadline == DateTime.MaxValue ? TimeSpan.MaxValue : deadline - time.GetUtcNow().UtcDateTime - DeadlineMargin;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
