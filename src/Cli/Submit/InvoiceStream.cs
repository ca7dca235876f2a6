using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Submit;

/// <summary>
/// One SubmitStream. When it breaks it is opened again and what was not answered is sent again: the keys make that safe.
/// </summary>
internal sealed class InvoiceStream(IntakeService.IntakeServiceClient intake, InFlightWindow window, StreamAnswers answers, RunRecord? record, TimeProvider time)
{
    private const int BreaksMax = 10;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filling = window.FillAsync(stop.Token);
        try
        {
            await SendUntilAnsweredAsync(stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)filling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            RecordUnanswered();
        }
    }

    private async Task SendUntilAnsweredAsync(CancellationToken cancellationToken)
    {
        for (int breaks = 0; ;)
        {
            long before = answers.Count;
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
            breaks = answers.Count > before ? 1 : breaks + 1;
            if (broken?.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.InvalidArgument or StatusCode.Unimplemented)
            {
                throw broken;
            }

            if (breaks >= BreaksMax)
            {
                throw new CliException(ExitCode.Unreachable, $"The service can't be reached ({Why(broken)}). Start it and run the same command again: what it accepted is not lost or repeated.");
            }

            RecordUnanswered();
            await Task.Delay(Backoff.After(breaks), time, cancellationToken);
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
                answers.Take(call.ResponseStream.Current, cancellationToken);
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

        return writing.IsCompletedSuccessfully && window.Unanswered.Count == 0;
    }

    private async Task WriteAsync(IClientStreamWriter<SubmitStreamRequest> stream, CancellationToken cancellationToken)
    {
        foreach (var again in window.Unanswered)
        {
            await SendAsync(stream, again, cancellationToken);
        }

        await foreach (var next in window.ToSendAsync(cancellationToken))
        {
            window.Sending(next);
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

    private static string Why(RpcException? broken) =>
        broken is null ? "it closed the stream" : broken.Status.Detail.Length > 0 ? broken.Status.Detail : ProtoNames.Of(broken.StatusCode);

    private void RecordUnanswered()
    {
        foreach (var left in window.Unanswered)
        {
            record?.Unknown(left.Invoice.IdempotencyKey);
        }
    }
}
