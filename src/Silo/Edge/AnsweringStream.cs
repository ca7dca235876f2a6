using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Triage.Silo.Edge;

/// <summary>
/// Answers a stream's items in order of completion, a bounded number at once. A place is free again only
/// when its answer was written, so a caller that does not read is not read either.
/// </summary>
internal sealed class AnsweringStream(IOptions<EdgeOptions> options)
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
        var taken = 0;
        try
        {
            while (true)
            {
                await places.WaitAsync(ending.Token);
                taken = 1;
                if (!await requests.MoveNext(ending.Token))
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
                    await responses.WriteAsync(response, ending.Token);
                }
                finally
                {
                    writing.Release();
                }
            }
            catch (Exception)
            {
                // The answer cannot be written, so the stream is over; its keys make sending again safe.
                await ending.CancelAsync();
            }
            finally
            {
                places.Release();
            }
        }
    }
}
