using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;
using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>
/// One SubmitStream with a bounded number of invoices in flight. When it breaks it is opened again and what was not answered
/// is sent again: the keys make that safe.
/// </summary>
internal sealed class InvoiceStream(
    IntakeService.IntakeServiceClient intake, ChannelReader<LedgerInvoice> source, int window, SubmitTally tally, RunRecord? record, TimeProvider time) : IDisposable
{
    private const int BreaksMax = 10;
    private const int DeferralsMax = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, InFlight> _unanswered = new();
    private readonly Channel<InFlight> _outbox = Channel.CreateUnbounded<InFlight>();
    private readonly SemaphoreSlim _slots = new(window);
    private long _answers;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filling = FillAsync(stop.Token);
        try
        {
            await SendUntilAnsweredAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)filling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var left in _unanswered.Values)
            {
                record?.Unknown(left.Invoice.IdempotencyKey);
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task SendUntilAnsweredAsync(CancellationToken cancellationToken)
    {
        for (int breaks = 0; ;)
        {
            long before = _answers;
            RpcException? broken = null;
            try
            {
                if (await SessionAsync(cancellationToken))
                {
                    return;
                }
            }
            catch (RpcException failure) when (!cancellationToken.IsCancellationRequested)
            {
                broken = failure;
            }

            // Answers since the last break show that the service works: only a row of fruitless tries ends the run.
            breaks = _answers > before ? 1 : breaks + 1;
            if (broken?.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.InvalidArgument or StatusCode.Unimplemented)
            {
                throw broken;
            }

            if (breaks >= BreaksMax)
            {
                throw new CliException(ExitCode.Unreachable, $"The service can't be reached ({broken?.Status.Detail ?? "it closed the stream"}). Start it and run the same command again: what it accepted is not lost or repeated.");
            }

            foreach (var left in _unanswered.Values)
            {
                record?.Unknown(left.Invoice.IdempotencyKey);
            }

            await Task.Delay(Later(FirstWait, breaks), time, cancellationToken);
        }
    }

    /// <summary>Takes invoices while there is room; a slot is given back with the final answer.</summary>
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        long ordinal = 0;
        try
        {
            await foreach (var invoice in source.ReadAllAsync(cancellationToken))
            {
                await _slots.WaitAsync(cancellationToken);
                await _outbox.Writer.WriteAsync(new InFlight(++ordinal, invoice, time.GetTimestamp()), cancellationToken);
            }

            // All slots back: everything has its final answer.
            for (int i = 0; i < window; i++)
            {
                await _slots.WaitAsync(cancellationToken);
            }

            _outbox.Writer.Complete();
        }
        catch (Exception failure)
        {
            _outbox.Writer.Complete(failure);
        }
    }

    /// <returns>True when there is nothing left to send or to wait for.</returns>
    private async Task<bool> SessionAsync(CancellationToken cancellationToken)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = intake.SubmitStream(cancellationToken: session.Token);
        var writing = WriteAsync(call.RequestStream, session.Token);
        try
        {
            while (await call.ResponseStream.MoveNext(session.Token))
            {
                Take(call.ResponseStream.Current, cancellationToken);
            }
        }
        finally
        {
            await session.CancelAsync();
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (writing.Exception?.InnerException is { } failure and not (RpcException or OperationCanceledException or InvalidOperationException))
        {
            throw failure;
        }

        return writing.IsCompletedSuccessfully && _unanswered.IsEmpty;
    }

    private async Task WriteAsync(IClientStreamWriter<SubmitStreamRequest> stream, CancellationToken cancellationToken)
    {
        foreach (var again in _unanswered.Values.OrderBy(item => item.Ordinal).ToArray())
        {
            await SendAsync(stream, again, cancellationToken);
        }

        await foreach (var next in _outbox.Reader.ReadAllAsync(cancellationToken))
        {
            _unanswered[next.Ordinal] = next;
            await SendAsync(stream, next, cancellationToken);
        }

        await stream.CompleteAsync();
    }

    private async Task SendAsync(IClientStreamWriter<SubmitStreamRequest> stream, InFlight item, CancellationToken cancellationToken)
    {
        record?.Invoked(item.Invoice.IdempotencyKey);
        var submit = new SubmitRequest { IdempotencyKey = item.Invoice.IdempotencyKey, Invoice = item.Invoice.Invoice, Wait = Wait.Verdict };
        await stream.WriteAsync(new SubmitStreamRequest { Ordinal = item.Ordinal, Submit = submit }, cancellationToken);
    }

    private void Take(SubmitStreamResponse answer, CancellationToken cancellationToken)
    {
        if (!_unanswered.TryRemove(answer.Ordinal, out var item))
        {
            return;
        }

        _answers++;
        var key = item.Invoice.IdempotencyKey;
        if (answer.OutcomeCase == SubmitStreamResponse.OutcomeOneofCase.Accepted)
        {
            record?.Ok(key, answer.Accepted);
            tally.Accepted(item.Invoice.Invoice, answer.Accepted, answer.IdempotentReplay, time.GetElapsedTime(item.Since));
            _slots.Release();
            return;
        }

        var refused = answer.Refused;
        var status = (StatusCode)refused.Code;
        bool later = status is StatusCode.Unavailable or StatusCode.ResourceExhausted;
        Record(status, key);
        if (later && ++item.Deferrals < DeferralsMax)
        {
            _ = SendLaterAsync(item, refused.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan() ?? Later(FirstWait, item.Deferrals), cancellationToken);
            return;
        }

        tally.Refused(item.Invoice, ProtoNames.Of(status), refused.Message, time.GetElapsedTime(item.Since));
        _slots.Release();
    }

    // Only a status that names the request itself proves that nothing happened.
    private void Record(StatusCode status, string key)
    {
        if (status is StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.PermissionDenied or StatusCode.ResourceExhausted)
        {
            record?.Failed(key);
        }
        else
        {
            record?.Unknown(key);
        }
    }

    private async Task SendLaterAsync(InFlight item, TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _outbox.Writer.TryWrite(item);
    }

    private static TimeSpan Later(TimeSpan first, int times) => TimeSpan.FromTicks(Math.Min(WaitMax.Ticks, first.Ticks << Math.Min(times - 1, 10)));
}
