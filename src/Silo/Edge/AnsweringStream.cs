using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Silo.Errors;

namespace Triage.Silo.Edge;

/// <summary>
/// Answers a stream's items in order of completion, a bounded number at once. A place is free again only
/// when its answer was written, so a caller that does not read is not read either.
/// </summary>
internal sealed class AnsweringStream(IOptions<EdgeOptions> options, TimeProvider time)
{
    /// <param name="answer">Throws only where the stream is over.</param>
    public async Task RunAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        ServerCallContext context,
        Func<TRequest, CancellationToken, Task<TResponse>> answer)
    {
        var max = options.Value.StreamInFlightMax;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        using var places = new SemaphoreSlim(max);
        using var writing = new SemaphoreSlim(1);
        await using var writer = new TimedWriter<TResponse>(responses, context, options.Value, time);
        RpcException? told = null;
        var taken = 0;
        try
        {
            while (true)
            {
                await places.WaitAsync(ending.Token);
                taken = 1;
                if (!await NextAsync(requests, () => places.CurrentCount == max - 1, ending.Token))
                {
                    break;
                }

                taken = 0;
                _ = AnswerAsync(requests.Current);
            }
        }
        catch (Exception)
        {
            await ending.CancelAsync();
            if (Volatile.Read(ref told) is { } why)
            {
                throw why;
            }

            throw;
        }
        finally
        {
            // Nothing may touch the call after it ended: wait until every place is free.
            for (; taken < max; taken++)
            {
                await places.WaitAsync(CancellationToken.None);
            }
        }

        context.CancellationToken.ThrowIfCancellationRequested();

        async Task AnswerAsync(TRequest request)
        {
            try
            {
                var response = await answer(request, ending.Token);
                await writing.WaitAsync(ending.Token);
                try
                {
                    await writer.WriteAsync(response, static () => [], ending.Token);
                }
                finally
                {
                    writing.Release();
                }
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref told, failure as RpcException, null);

                // The answer cannot be written, so the stream is over; its keys make sending again safe.
                await ending.CancelAsync();
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>Waits for the next item as long as some are in progress, and then no longer than an idle stream may stay.</summary>
    private async Task<bool> NextAsync<TRequest>(IAsyncStreamReader<TRequest> requests, Func<bool> isIdle, CancellationToken cancellationToken)
    {
        var next = requests.MoveNext(cancellationToken);
        while (true)
        {
            try
            {
                return await next.WaitAsync(options.Value.StreamIdleTimeout, time, cancellationToken);
            }
            catch (TimeoutException) when (!isIdle())
            {
                continue;
            }
            catch (TimeoutException)
            {
                // It ends with the call.
                _ = next.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw RpcErrors.Unavailable("Nothing came for long; open another stream when there is something to send.");
            }
        }
    }
}
