using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Triage.Client;

/// <summary>
/// One deadline over all attempts of a unary call; waits as RetryInfo says, else ever longer. A call that changes something
/// without an idempotency key is sent once.
/// </summary>
internal sealed class SafeRetryInterceptor(TriageClientOptions options) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var bounded = WithDeadline(request, context, CancellationToken.None);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return continuation(request, bounded);
            }
            catch (RpcException refusal) when (WaitBeforeNext(request, context.Method.Name, refusal, attempt, bounded.Options.Deadline) is { } wait)
            {
                Task.Delay(wait, options.Time, context.Options.CancellationToken).GetAwaiter().GetResult();
            }
        }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.Options.CancellationToken);
        var bounded = WithDeadline(request, context, cancellation.Token);
        AsyncUnaryCall<TResponse>? last = null;
        var answered = AnswerAsync();
        return new AsyncUnaryCall<TResponse>(
            answered,
            HeadersAsync(),
            () => Last().GetStatus(),
            () => Last().GetTrailers(),
            Stop);

        async Task<TResponse> AnswerAsync()
        {
            // Else the caller's token, which may live as long as the process, keeps every call.
            using var ended = cancellation;
            for (int attempt = 1; ; attempt++)
            {
                last = continuation(request, bounded);
                try
                {
                    return await last.ResponseAsync.ConfigureAwait(false);
                }
                catch (RpcException refusal) when (WaitBeforeNext(request, context.Method.Name, refusal, attempt, bounded.Options.Deadline) is { } wait)
                {
                    last.Dispose();
                    await Task.Delay(wait, options.Time, cancellation.Token).ConfigureAwait(false);
                }
            }
        }

        // Headers are those of the attempt that was answered; an attempt that was refused gives none.
        async Task<Metadata> HeadersAsync()
        {
            await ((Task)answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await Last().ResponseHeadersAsync.ConfigureAwait(false);
        }

        void Stop()
        {
            try
            {
                cancellation.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The call ended already: there is nothing to stop.
            }

            last?.Dispose();
        }

        AsyncUnaryCall<TResponse> Last() => last ?? throw new InvalidOperationException("The call was not sent yet.");
    }

    private ClientInterceptorContext<TRequest, TResponse> WithDeadline<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, CancellationToken cancellation)
        where TRequest : class
        where TResponse : class
    {
        var call = context.Options;
        if (call.Deadline is null)
        {
            call = call.WithDeadline(options.Time.GetUtcNow().UtcDateTime + options.Deadline + LongPoll.WaitOf(request));
        }

        return new(context.Method, context.Host, cancellation.CanBeCanceled ? call.WithCancellationToken(cancellation) : call);
    }

    /// <returns>Null when the refusal is final: another status, the last attempt, or no time left.</returns>
    private TimeSpan? WaitBeforeNext<TRequest>(TRequest request, string rpc, RpcException refusal, int attempt, DateTime? deadline)
    {
        if (!RetrySafety.IsSafe(request, rpc) || refusal.StatusCode is not (StatusCode.Unavailable or StatusCode.ResourceExhausted) || attempt >= options.AttemptsMax)
        {
            return null;
        }

        var asked = Backoff.AskedBy(refusal);
        if (asked is null && refusal.StatusCode == StatusCode.ResourceExhausted)
        {
            // Too large, not too fast: it would be refused again.
            return null;
        }

        var wait = asked ?? Backoff.After(attempt);
        return options.Time.GetUtcNow().UtcDateTime + wait < deadline ? wait : null;
    }
}
