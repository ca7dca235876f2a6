using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Grains.Invoices;
using Triage.Silo.Errors;
using Triage.Silo.Hosting;
using Wire = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>Bulk submission: so many invoices of one stream are under way at once, the next is read when one is answered.</summary>
internal sealed class StreamSubmitter(IOptions<EdgeOptions> options, ErrorInterceptor errors)
{
    public async Task RunAsync(
        IAsyncStreamReader<Wire.SubmitStreamRequest> requests,
        IServerStreamWriter<Wire.SubmitStreamResponse> responses,
        Func<Wire.SubmitRequest, CancellationToken, Task<InvoiceResult>> submit,
        ServerCallContext context)
    {
        var inFlightMax = options.Value.StreamInFlightMax;
        using var places = new SemaphoreSlim(inFlightMax);
        var answers = Channel.CreateBounded<Wire.SubmitStreamResponse>(inFlightMax);
        var writing = WriteAsync(answers.Reader, responses, places, context.CancellationToken);
        try
        {
            while (await requests.MoveNext(context.CancellationToken))
            {
                await places.WaitAsync(context.CancellationToken);
                _ = AnswerAsync(requests.Current, submit, answers.Writer, context);
            }

            // Every place back means that every answer is written.
            for (var i = 0; i < inFlightMax; i++)
            {
                await places.WaitAsync(context.CancellationToken);
            }
        }
        finally
        {
            answers.Writer.TryComplete();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(
        Wire.SubmitStreamRequest request,
        Func<Wire.SubmitRequest, CancellationToken, Task<InvoiceResult>> submit,
        ChannelWriter<Wire.SubmitStreamResponse> answers,
        ServerCallContext context)
    {
        var answer = new Wire.SubmitStreamResponse { Ordinal = request.Ordinal };
        try
        {
            var result = await submit(request.Submit ?? new Wire.SubmitRequest(), context.CancellationToken);
            (answer.Accepted, answer.IdempotentReplay) = (IntakeService.Submitted(result), result.IsReplay);
        }
        catch (Exception failure)
        {
            answer.Refused = errors.Map(failure, context.Method, context.CancellationToken).GetRpcStatus()
                ?? new Google.Rpc.Status { Code = (int)StatusCode.Internal };
        }

        // Bounded by the places: there is always room unless the stream is gone.
        answers.TryWrite(answer);
    }

    private static async Task WriteAsync(
        ChannelReader<Wire.SubmitStreamResponse> answers, IServerStreamWriter<Wire.SubmitStreamResponse> responses, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await foreach (var answer in answers.ReadAllAsync(cancellationToken))
        {
            await responses.WriteAsync(answer, cancellationToken);
            places.Release();
        }
    }
}
